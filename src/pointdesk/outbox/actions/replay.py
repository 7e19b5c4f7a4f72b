from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.errors import NotFound
from pointdesk.outbox.models import Delivery, State, StoredEvent


def replay(delivery_id: int, *, now: datetime) -> None:
    """Try a parked delivery again from the start, due at once. Raises NotFound where none of that number is parked."""
    with writing():
        parked = Delivery.objects.select_for_update().filter(pk=delivery_id, state=State.PARKED)
        delivery = parked.first()
        if delivery is None:
            raise NotFound(kind="parked delivery", ref=str(delivery_id))
        if delivery.reaction:
            parked.update(
                state=State.PENDING,
                attempts=0,
                due_at=now,
                ended_at=None,
                leased_until=None,
                leased_by="",
                last_error="",
            )
        else:  # the event was unknown: it is routed anew
            StoredEvent.objects.filter(pk=delivery.event_id).update(routed_at=None)
            delivery.delete()
