from pointdesk.outbox.models.event import StoredEvent

__all__ = ["StoredEvent"]
