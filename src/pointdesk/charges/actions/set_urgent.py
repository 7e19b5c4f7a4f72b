from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._effect import reprice
from pointdesk.charges.actions._requests import asked
from pointdesk.charges.actions._sheet import allow, locked
from pointdesk.charges.actions._steps import Act
from pointdesk.charges.errors import UrgentNotOffered
from pointdesk.charges.permissions import may_price
from pointdesk.charges.queries import ChargeView
from pointdesk.charges.rules import StepKind, reason_of
from pointdesk.kit.actors import Actor
from pointdesk.vendor.queries import policies


def set_urgent(
    *,
    charge_id: int,
    urgent: bool,
    by: Actor,
    now: datetime,
    reason: str = "",
    key: str | None = None,
    expected_step: int | None = None,
) -> ChargeView:
    """Flag a ticket as urgent, or take the flag away, and price it accordingly, as `set_delivery` does (P4).

    Raises UrgentNotOffered where the vendor does not offer it; taking the flag away is always possible.
    """
    allow(may_price(by), "set_urgent")
    act = Act("set_urgent", StepKind.URGENCY, by, now, reason_of(reason))
    request = asked("set_urgent", by=by, key=key, urgent=urgent, reason=act.reason)
    with writing():
        sheet = locked(charge_id, by=by)
        charge = sheet.charge
        if first := request.first_answer(charge):
            return first
        if urgent and not policies().urgent_offered:
            raise UrgentNotOffered
        sheet.refuse_merged()
        sheet.refuse_stale(expected_step)
        if charge.urgent != urgent:
            charge.urgent = urgent
            reprice(sheet, act)
        return request.keep(charge, now)
