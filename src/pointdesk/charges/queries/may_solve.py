from pointdesk.charges.models import Charge
from pointdesk.charges.rules import is_evaluated
from pointdesk.kit.errors import NotFound


def may_solve(charge_id: int) -> bool:
    """Whether the ticket may be solved: it has a price, or its first price was offered (ruling 19).

    Raises NotFound.
    """
    charge = Charge.objects.filter(id=charge_id).first()
    if charge is None:
        raise NotFound(kind="charge", ref=str(charge_id))
    return is_evaluated(charge.price, was_offered=charge.price is None and charge.offers.exists())
