from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._points import unearn
from pointdesk.charges.actions._sheet import allow, locked
from pointdesk.charges.actions._steps import Act, Before, keep
from pointdesk.charges.permissions import may_close
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.charges.rules import StepKind
from pointdesk.kit.actors import Actor


def unsettle(*, charge_id: int, by: Actor, now: datetime) -> ChargeView:
    """The ticket is open again (P16): its price stays, and may rise again under the customer's consent (ruling 19).

    Reopening costs nothing, so there is nothing to announce. On a charge that is not settled this changes nothing.
    Raises NotAllowed, NotFound.
    """
    with writing():
        charge = locked(charge_id, by=by).charge
        allow(may_close(by, charge.customer_id), "unsettle")
        if charge.settled_at is not None:
            if charge.charged:
                unearn(charge, by=by, now=now)
            charge.settled_at = None
            keep(charge, Act("unsettle", StepKind.REOPENED, by, now), Before.of(charge))
    return charge_view(charge_id, now=now)
