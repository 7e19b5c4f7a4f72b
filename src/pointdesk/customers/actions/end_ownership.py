from datetime import date, datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers import permissions
from pointdesk.customers.models import Ownership
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound


def end_ownership(*, ownership_id: int, until: date, by: Actor, now: datetime) -> Ownership:
    """The product was given back or sold on that day; from it on the customer no longer owns it.

    An ownership that ended stays ended on its day: ending it again changes nothing. Raises NotAllowed (staff and
    shops), NotFound, InvalidInput (``before_since``).
    """
    if not permissions.may_record_ownership(by):
        raise NotAllowed(verb="end_ownership")
    with writing():
        owned = Ownership.objects.select_for_update().filter(id=ownership_id).first()
        if owned is None:
            raise NotFound(kind="ownership", ref=str(ownership_id))
        if owned.until is not None:
            return owned
        if until < owned.since:
            raise InvalidInput(field="until", problem="before_since")
        owned.until = until
        owned.save(update_fields=["until"])
        record(
            "end_ownership", by=by, subject=("customer", owned.customer_id), now=now,
            data={"ownership": ownership_id, "until": until.isoformat()},
        )  # fmt: skip
        return owned
