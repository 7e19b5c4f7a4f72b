from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._former import take_own_price
from pointdesk.charges.actions._sheet import allow, locked
from pointdesk.charges.actions._steps import Act
from pointdesk.charges.errors import ChargeNotMerged, ChargeSettled
from pointdesk.charges.permissions import may_price
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.charges.rules import StepKind, reason_of
from pointdesk.kit.actors import Actor


def undo_merge(*, charge_id: int, by: Actor, now: datetime, reason: str = "") -> ChargeView:
    """Two merged tickets were two issues after all: this one has its former price again, as if it were set now (P5).

    The customer had agreed to it, so it is not asked about; it may wait. It stays free where it turned out to be a bug
    while it was merged. Publishes PriceChanged or ChargeWaiting, or nothing where it costs nothing. Raises NotAllowed,
    NotFound, ChargeNotMerged, ChargeSettled (reopen the ticket first), InvalidInput (reason).
    """
    allow(may_price(by), "undo_merge")
    act = Act("undo_merge", StepKind.UNMERGED, by, now, reason_of(reason))
    with writing():
        charge = locked(charge_id, by=by).charge
        if charge.merged_into_id is None:
            raise ChargeNotMerged(reference=charge.reference)
        if charge.settled_at is not None:
            raise ChargeSettled(reference=charge.reference)
        charge.merged_into = None
        take_own_price(charge, act)
    return charge_view(charge_id, now=now)
