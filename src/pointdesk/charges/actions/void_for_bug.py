from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._former import FREE_AS_A_BUG
from pointdesk.charges.actions._sheet import allow, locked
from pointdesk.charges.actions._steps import Act, Before, keep
from pointdesk.charges.actions._verdicts import return_all
from pointdesk.charges.permissions import may_return_for_bug
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.charges.rules import StepKind, reason_of
from pointdesk.kit.actors import Actor


def void_for_bug(*, charge_id: int, by: Actor, now: datetime, reason: str = "") -> ChargeView:
    """ "It is our bug" (P9): everything the ticket was charged is returned, at any time, after closing too.

    Ends waiting, offers and an open review; the price is 0 under the warranty item, and none above it is taken until
    the verdict is reversed. Confirming twice changes nothing. Publishes PointsReturned, or PriceChanged where nothing
    had been charged. A merged ticket costs nothing already: it keeps the verdict for the day on which the merge is
    undone, and nobody is told. Raises NotAllowed, NotFound, InvalidInput (reason).
    """
    allow(may_return_for_bug(by), "void_for_bug")
    act = Act("void_for_bug", StepKind.BUG, by, now, reason_of(reason))
    with writing():
        sheet = locked(charge_id, by=by)
        charge = sheet.charge
        if not charge.is_bug:
            charge.is_bug = True
            if charge.merged_into is None:
                return_all(sheet, FREE_AS_A_BUG, act)
            else:
                keep(charge, act, Before.of(charge))
    return charge_view(charge_id, now=now)
