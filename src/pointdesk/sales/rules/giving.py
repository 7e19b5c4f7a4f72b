"""What a line should have given, and what is therefore still to be given or taken back (P13, P14)."""

from dataclasses import dataclass

from pointdesk.sales.rules.status import OrderStatus
from pointdesk.sales.rules.whole_state import Units


@dataclass(frozen=True)
class Difference:
    """Units to give now, to take back because money was paid back, and to take back because the bank did so."""

    give: int = 0
    refund: int = 0
    charge_back: int = 0


def units_due(status: OrderStatus, units: Units) -> int:
    """The units of which the vendor has the money: none before payment, none that were paid back."""
    return max(units.quantity - units.refunded, 0) if status.is_paid else 0


def difference(status: OrderStatus, units: Units, *, held: int) -> Difference:
    """What brings the units that a line holds (given and not taken back) to those that are due."""
    due = units_due(status, units)
    if due >= held:
        return Difference(give=due - held)
    if status is not OrderStatus.CHARGED_BACK:
        return Difference(refund=held - due)
    # Units that the shop had paid back itself are a refund, whatever the bank did with the others.
    charged_back = min(held, max(units.quantity - units.refunded, 0))
    return Difference(refund=held - charged_back, charge_back=charged_back)


def share(cents: int, quantity: int, before: int, units: int) -> int:
    """The cents of `units` of a line of `quantity` units after the first `before` of them.

    Rounded on the running sum, so that the shares of all units add up to the line's cents exactly.
    """
    return cents * (before + units) // quantity - cents * before // quantity
