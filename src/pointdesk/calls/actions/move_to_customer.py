from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.calls.models import Call
from pointdesk.calls.permissions import may_move
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def move_to_customer(*, from_customer_id: int, to_customer_id: int, by: Actor, now: datetime) -> int:
    """All calls of a customer become another's, because the two are one (P23); how many. Again changes nothing.

    Raises NotAllowed.
    """
    if not may_move(by):
        raise NotAllowed("move_to_customer")
    with writing():
        moved = Call.objects.filter(customer=from_customer_id).update(customer=to_customer_id)
        if moved:
            record(
                "move_to_customer", by=by, subject=("customer", from_customer_id), now=now,
                data={"to": to_customer_id, "calls": moved},
            )  # fmt: skip
    return moved
