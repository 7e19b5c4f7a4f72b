from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._sheet import allow, locked
from pointdesk.charges.actions._steps import Act, Before, keep
from pointdesk.charges.models import Charge
from pointdesk.charges.permissions import may_price
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.charges.rules import Delivery, StepKind, in_split_ticket
from pointdesk.kit.actors import Actor


def fork(*, charge_id: int, reference: str, by: Actor, now: datetime) -> ChargeView:
    """Open the charge of an issue that was split out of a ticket; the first ticket's price does not change (R2).

    The new charge has the same price list (ruling 30), no price, and is delivered online until somebody says otherwise.
    Consent to one issue is none to another: only "go ahead" holds for both (ruling 17). Raises NotAllowed, NotFound.
    """
    allow(may_price(by), "fork")
    with writing():
        origin = locked(charge_id, by=by).charge
        charge = Charge(
            customer_id=origin.customer_id,
            line_id=origin.line_id,
            reference=reference,
            wallet_id=origin.wallet_id,
            price_list_id=origin.price_list_id,
            opened_on=origin.opened_on,
            delivery=Delivery.ONLINE.value,
            agreed_up_to=in_split_ticket(origin.agreed_up_to),
        )
        keep(charge, Act("fork", StepKind.SPLIT, by, now), Before.of(charge))
    return charge_view(charge.id, now=now)
