from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._former import take_own_price
from pointdesk.charges.actions._sheet import allow, locked
from pointdesk.charges.actions._steps import Act, Before, keep
from pointdesk.charges.errors import ChargeSettled, NotABug
from pointdesk.charges.permissions import may_return_for_bug
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.charges.rules import StepKind, reason_of
from pointdesk.kit.actors import Actor


def clear_bug(*, charge_id: int, by: Actor, now: datetime, reason: str = "") -> ChargeView:
    """The bug was another ticket's, with which this one is merged no more: it has the price of its own again (P5, P9).

    The customer had agreed to that price, so it is not asked about; it may wait. A ticket that is merged itself loses
    the verdict, and its price comes back with the end of that merge. Publishes PriceChanged or ChargeWaiting, or
    nothing where it costs nothing. Raises NotAllowed, NotFound, NotABug, ChargeSettled (a closed ticket's price only
    falls), InvalidInput (reason).
    """
    allow(may_return_for_bug(by), "clear_bug")
    act = Act("clear_bug", StepKind.BUG_REVERSED, by, now, reason_of(reason))
    with writing():
        charge = locked(charge_id, by=by).charge
        if not charge.is_bug:
            raise NotABug(reference=charge.reference)
        if charge.merged_into is not None:
            charge.is_bug = False
            keep(charge, act, Before.of(charge))
        elif charge.settled_at is not None:
            raise ChargeSettled(reference=charge.reference)
        else:
            charge.is_bug = False
            take_own_price(charge, act)
    return charge_view(charge_id, now=now)
