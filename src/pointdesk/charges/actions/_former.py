"""The price that a ticket had before something else decided what it costs."""

from pointdesk.charges.actions._effect import take_effect, tell_price
from pointdesk.charges.actions._steps import Act, Before, keep
from pointdesk.charges.models import Charge
from pointdesk.charges.rules import WARRANTY, Basis, Pricing

FREE_AS_A_BUG = Pricing(0, Basis.BUG, (WARRANTY,))


def take_own_price(charge: Charge, act: Act) -> None:
    """Let the charge have the price of its own again, as if it were set now; where it has none, none.

    The customer had agreed to it, so it is not asked about. Publishes PriceChanged or ChargeWaiting where the price
    becomes another.
    """
    own = _own_pricing(charge)
    if own is None:
        before = Before.of(charge)
        charge.price, charge.basis, charge.lines = None, "", []
        keep(charge, act, before)
    else:
        tell_price(charge, act, take_effect(charge, own, act))


def _own_pricing(charge: Charge) -> Pricing | None:
    """What the ticket itself costs, whatever it was merged into: nothing for a bug; else its latest price that rested
    neither on a bug nor on a merge, and None where there never was one."""
    if charge.is_bug:
        return FREE_AS_A_BUG
    return charge.history.exclude(basis__in=[Basis.BUG, Basis.MERGED]).order_by("-number")[0].pricing
