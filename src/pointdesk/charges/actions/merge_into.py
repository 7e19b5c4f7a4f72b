from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._sheet import allow, locked_all
from pointdesk.charges.actions._steps import Act
from pointdesk.charges.actions._verdicts import return_all
from pointdesk.charges.errors import ChargeMerged, ChargeSettled
from pointdesk.charges.models import Charge
from pointdesk.charges.permissions import may_price
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.charges.rules import Basis, Pricing, StepKind, reason_of
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput


def merge_into(*, charge_id: int, into_id: int, by: Actor, now: datetime, reason: str = "") -> ChargeView:
    """Two tickets were one issue: this charge is returned, the survivor's price stays (ruling 22).

    Offers, waiting and an open review of this charge end. Merging into the same charge again changes nothing.
    Publishes PointsReturned, or PriceChanged where nothing had been charged. Raises NotAllowed, NotFound,
    InvalidInput("into", "itself" | "other_customer"), ChargeMerged (one of them is already), ChargeSettled (reopen the
    ticket first). Returns the view of the merged charge.
    """
    allow(may_price(by), "merge_into")
    act = Act("merge_into", StepKind.MERGED, by, now, reason_of(reason))
    if charge_id == into_id:
        raise InvalidInput(field="into", problem="itself")
    with writing():
        sheet, survivor = locked_all([charge_id, into_id], by=by)
        if sheet.charge.merged_into_id != into_id:
            _refuse(sheet.charge, survivor.charge)
            sheet.charge.merged_into = survivor.charge
            return_all(sheet, Pricing(0, Basis.MERGED, ()), act)
    return charge_view(charge_id, now=now)


def _refuse(charge: Charge, survivor: Charge) -> None:
    for one in (charge, survivor):
        if one.merged_into is not None:
            raise ChargeMerged(reference=one.reference, into=one.merged_into.reference)
    if charge.customer_id != survivor.customer_id:
        raise InvalidInput(field="into", problem="other_customer")
    if charge.settled_at is not None:
        raise ChargeSettled(reference=charge.reference)
