from pointdesk.audit.actions.record import record

__all__ = ["record"]
