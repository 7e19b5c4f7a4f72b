from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.charges.actions._sheet import allow, locked
from pointdesk.charges.permissions import may_price
from pointdesk.kit.actors import Actor


def note_caller(*, charge_id: int, verified: bool, by: Actor, now: datetime) -> None:
    """A call about the ticket was linked, or its caller was verified now (P19).

    While calls are linked and none of their callers was verified, no higher price is set by phone (ruling 26); one
    verified caller is enough, for ever. No event, no step of the price's history. Raises NotAllowed, NotFound.
    """
    allow(may_price(by), "note_caller")
    with writing():
        charge = locked(charge_id, by=by).charge
        known = bool(charge.caller_verified) or verified
        if charge.caller_verified is not known:
            charge.caller_verified = known
            charge.save(update_fields=["caller_verified"])
            record("note_caller", by=by, subject=("charge", charge.id), now=now, data={"verified": known})
