"""P4: what a ticket costs by its items and the way it is delivered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.points import whole_points

MOST_QUANTITY = 1_000
"""The most of one item on a ticket: a bound against typing errors."""

MOST_ITEMS = 20
"""The most different items on a ticket."""


class Delivery(StrEnum):
    """How the support on a ticket is given, however the ticket came in."""

    ONLINE = "online"
    PHONE = "phone"

    @classmethod
    def named(cls, name: str) -> "Delivery":
        """The delivery of that name. Raises InvalidInput("delivery", "unknown")."""
        if name not in list(cls):
            raise InvalidInput(field="delivery", problem="unknown")
        return cls(name)


class Basis(StrEnum):
    """What a price rests on."""

    ITEMS = "items"
    """Items of the price list; delivery and urgency multiply them."""
    QUOTE = "quote"
    """A quote in points, which replaces the whole price and never doubles (P15)."""
    REVIEW = "review"
    """Points named by a review instead of items; later delivery cannot raise them (ruling 20)."""
    BUG = "bug"
    """The vendor's bug: nothing, and no price above nothing until the verdict is reversed (P9)."""
    OWN_FAULT = "own_fault"
    """Spoilt by the vendor's own work: nothing (P20)."""
    MERGED = "merged"
    """Merged into another ticket, which has the price of both: nothing (ruling 22)."""


@dataclass(frozen=True)
class Line:
    """So many of one item of the price list, at `points` each."""

    item: str
    quantity: int
    points: int
    never_doubles: bool = False


def multiplier(*, delivery: Delivery, urgent: bool, by_phone: int, when_urgent: int) -> int:
    """The highest multiplier that holds; they are not multiplied with each other (P4).

    `by_phone` and `when_urgent` are the price list's figures.
    """
    holding = [1]
    if delivery is Delivery.PHONE:
        holding.append(by_phone)
    if urgent:
        holding.append(when_urgent)
    return max(holding)


def price_of(lines: Iterable[Line], factor: int) -> int:
    """The sum of points × quantity × `factor`; items that never double count once. Raises InvalidPoints (too many)."""
    return whole_points(sum(line.points * line.quantity * (1 if line.never_doubles else factor) for line in lines))


def wanted_items(items: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The items as (code, quantity), each code once, in the order in which they were first named.

    Raises InvalidInput("items", "missing" | "too_many") and InvalidInput("quantity", "not_whole" | "out_of_range").
    """
    if not items:
        raise InvalidInput(field="items", problem="missing")
    wanted: dict[str, int] = {}
    for code, quantity in items:
        if isinstance(quantity, bool) or not isinstance(quantity, int):
            raise InvalidInput(field="quantity", problem="not_whole")
        wanted[code] = wanted.get(code, 0) + quantity
        if quantity < 1 or wanted[code] > MOST_QUANTITY:
            raise InvalidInput(field="quantity", problem="out_of_range")
    if len(wanted) > MOST_ITEMS:
        raise InvalidInput(field="items", problem="too_many")
    return tuple(wanted.items())


WARRANTY = Line(item="warranty", quantity=1, points=0, never_doubles=True)
"""R20: what a ticket is for that turned out to be the vendor's bug."""
