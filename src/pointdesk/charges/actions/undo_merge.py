from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._effect import take_effect, tell_price
from pointdesk.charges.actions._sheet import allow, locked
from pointdesk.charges.actions._steps import Act, Before, keep
from pointdesk.charges.errors import ChargeNotMerged, ChargeSettled
from pointdesk.charges.models import Charge
from pointdesk.charges.permissions import may_price
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.charges.rules import Pricing, StepKind, reason_of
from pointdesk.kit.actors import Actor


def undo_merge(*, charge_id: int, by: Actor, now: datetime, reason: str = "") -> ChargeView:
    """Two merged tickets were two issues after all: this one has its former price again, as if it were set now (P5).

    The customer had agreed to it, so it is not asked about; it may wait. Publishes PriceChanged or ChargeWaiting.
    Raises NotAllowed, NotFound, ChargeNotMerged, ChargeSettled (reopen the ticket first), InvalidInput (reason).
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
        former = _before_merge(charge)
        if former is None:
            before = Before.of(charge)
            charge.price, charge.basis = None, ""
            keep(charge, act, before)
        else:
            tell_price(charge, act, take_effect(charge, former, act))
    return charge_view(charge_id, now=now)


def _before_merge(charge: Charge) -> Pricing | None:
    merged = charge.history.filter(kind=StepKind.MERGED.value).order_by("-number")[0]
    return charge.history.get(number=merged.number - 1).pricing
