from pointdesk.outbox.actions.publish import publish

__all__ = ["publish"]
