"""What a point costs in a pack (R37)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pointdesk.catalog.rules.content import Pack


@dataclass(frozen=True)
class DearerPack:
    """A larger pack in which a point costs more than in a smaller one. A warning to staff, never a correction."""

    larger: Pack
    smaller: Pack


def price_per_point(pack: Pack) -> Decimal:
    """The price of one point without VAT, in the pack's currency, to a thousandth: 50.00 for 60 points is 0.833."""
    return (Decimal(pack.net_cents) / (100 * pack.points)).quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)


def dearer_packs(packs: Sequence[Pack]) -> tuple[DearerPack, ...]:
    """The packs in which a point costs more than in some smaller pack, each beside the cheapest such, by size."""
    found = []
    for larger in sorted(packs, key=lambda pack: pack.points):
        # Exact: a/b > c/d as a·d > c·b, so that a difference in the fourth place is seen too.
        cheaper = [
            smaller
            for smaller in packs
            if smaller.points < larger.points
            and smaller.currency == larger.currency
            and larger.net_cents * smaller.points > smaller.net_cents * larger.points
        ]
        if cheaper:
            found.append(DearerPack(larger, min(cheaper, key=price_per_point)))
    return tuple(found)
