from pointdesk.audit.models.record import Record

__all__ = ["Record"]
