from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._sheet import allow, locked
from pointdesk.charges.actions._steps import Act
from pointdesk.charges.actions._verdicts import return_all
from pointdesk.charges.permissions import may_price
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.charges.rules import Basis, Pricing, StepKind, reason_of
from pointdesk.kit.actors import Actor


def own_fault(*, charge_id: int, by: Actor, now: datetime, reason: str = "") -> ChargeView:
    """What was paid for on this ticket was spoilt by the vendor's own work: everything is returned, at any time (P20).

    Ends waiting, offers and an open review; the price is 0 and the items stay as information. Twice changes nothing,
    nor does it after "it is our bug". Publishes PointsReturned, or PriceChanged where nothing had been charged.
    Raises NotAllowed, NotFound, ChargeMerged, InvalidInput (reason).
    """
    allow(may_price(by), "own_fault")
    act = Act("own_fault", StepKind.OWN_FAULT, by, now, reason_of(reason))
    with writing():
        sheet = locked(charge_id, by=by)
        charge = sheet.charge
        sheet.refuse_merged()
        if charge.basis not in (Basis.BUG, Basis.OWN_FAULT):
            return_all(sheet, Pricing(0, Basis.OWN_FAULT, charge.items, charge.multiplier), act)
    return charge_view(charge_id, now=now)
