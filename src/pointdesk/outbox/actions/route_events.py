from datetime import datetime

from django.db import transaction

from pointdesk.kit.events import Event
from pointdesk.outbox.models import Delivery, State, StoredEvent
from pointdesk.outbox.queries import reactions_to

BATCH = 100


def route_events(now: datetime) -> int:
    """Make a delivery for every reaction to the next stored events, at most 100 of them; returns how many events.

    An event that nobody knows any more gives one parked delivery: it is not lost, and stops nothing.
    """
    # Asked outside a transaction first, so that an idle worker never takes SQLite's one write lock.
    unrouted = StoredEvent.objects.filter(routed_at=None).order_by("id")
    if not unrouted.exists():
        return 0
    with transaction.atomic():
        # On PostgreSQL another worker's batch is skipped; on SQLite the transaction is alone from its BEGIN on.
        events = list(unrouted.select_for_update(skip_locked=True)[:BATCH])
        Delivery.objects.bulk_create([delivery for event in events for delivery in _deliveries(event, now)])
        StoredEvent.objects.filter(pk__in=[event.pk for event in events]).update(routed_at=now)
    return len(events)


def _deliveries(stored: StoredEvent, now: datetime) -> list[Delivery]:
    kind = Event.by_name.get(stored.name)
    if kind is None:
        return [
            Delivery(
                event=stored, reaction="", state=State.PARKED, due_at=now, ended_at=now,
                last_error=f"there is no event {stored.name}",
            )
        ]  # fmt: skip
    return [Delivery(event=stored, reaction=name, due_at=now) for name in reactions_to(kind)]
