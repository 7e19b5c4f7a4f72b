from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.events import Event
from pointdesk.outbox.models import StoredEvent


def publish(event: Event, *, now: datetime) -> None:
    """Store an event in the surrounding transaction; the worker delivers it to its reactions after commit."""
    with writing():
        StoredEvent.objects.create(name=type(event).__name__, data=event.to_data(), occurred_at=now)
