"""P4: prices from a price list."""

from collections.abc import Sequence
from dataclasses import dataclass

from pointdesk.catalog.rules import PriceListView
from pointdesk.charges.errors import ItemNeedsQuote
from pointdesk.charges.rules.price import Basis, Delivery, Line, multiplier, price_of


@dataclass(frozen=True)
class Pricing:
    """A price and what it rests on; `basis` None: nobody has evaluated the ticket."""

    price: int
    basis: Basis | None
    lines: tuple[Line, ...]
    multiplier: int = 1


def lines_of(prices: PriceListView, wanted: Sequence[tuple[str, int]]) -> tuple[Line, ...]:
    """The items, each (code, quantity), at the prices of the list. Raises UnknownItem, ItemNeedsQuote."""
    return tuple(_line(prices, code, quantity) for code, quantity in wanted)


def _line(prices: PriceListView, code: str, quantity: int) -> Line:
    item = prices.item(code)
    if item.points is None:
        raise ItemNeedsQuote(item=code)
    return Line(item=code, quantity=quantity, points=item.points, never_doubles=item.never_doubles)


def by_items(lines: tuple[Line, ...], prices: PriceListView, *, delivery: Delivery, urgent: bool) -> Pricing:
    """What the items cost as the support is given. Raises InvalidPoints (too many)."""
    factor = multiplier(
        delivery=delivery, urgent=urgent, by_phone=prices.phone_multiplier, when_urgent=prices.urgent_multiplier
    )
    return Pricing(price=price_of(lines, factor), basis=Basis.ITEMS, lines=lines, multiplier=factor)


def by_quote(points: int, prices: PriceListView) -> Pricing:
    """A quote, under the list's first item that is priced upon request; a list may have none (P15)."""
    item = next((item.code for item in prices.items if item.points is None), "")
    return Pricing(points, Basis.QUOTE, (Line(item=item, quantity=1, points=points, never_doubles=True),))
