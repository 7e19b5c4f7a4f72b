from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._effect import reprice
from pointdesk.charges.actions._requests import asked
from pointdesk.charges.actions._sheet import allow, locked
from pointdesk.charges.actions._steps import Act
from pointdesk.charges.permissions import may_price
from pointdesk.charges.queries import ChargeView
from pointdesk.charges.rules import Delivery, StepKind, reason_of
from pointdesk.kit.actors import Actor


def set_delivery(
    *,
    charge_id: int,
    delivery: Delivery | str,
    by: Actor,
    now: datetime,
    reason: str = "",
    key: str | None = None,
    expected_step: int | None = None,
) -> ChargeView:
    """Say how the support on a ticket is given, online or by phone, and price it accordingly (P4, ruling 18).

    The items of the open question are priced anew, else those of the present price; a quote stays as it is, and points
    named by a review are never raised. The new price takes effect, waits or is asked about as by `set_price`, and
    refuses as that does. The same delivery again changes nothing. Raises InvalidInput("delivery", "unknown") besides.
    """
    allow(may_price(by), "set_delivery")
    delivery = Delivery.named(delivery)
    act = Act("set_delivery", StepKind.DELIVERY, by, now, reason_of(reason))
    request = asked("set_delivery", by=by, key=key, delivery=delivery.value, reason=act.reason)
    with writing():
        sheet = locked(charge_id, by=by)
        charge = sheet.charge
        if first := request.first_answer(charge):
            return first
        sheet.refuse_merged()
        sheet.refuse_stale(expected_step)
        if charge.delivery != delivery.value:
            charge.delivery = delivery.value
            reprice(sheet, act)
        return request.keep(charge, now)
