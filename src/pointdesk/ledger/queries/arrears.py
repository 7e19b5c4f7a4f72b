from dataclasses import dataclass

from pointdesk.ledger.models import Arrears
from pointdesk.ledger.rules import Settlement


@dataclass(frozen=True, slots=True)
class ArrearsView:
    """Points owed for a purchase (`lot_id`) that was charged back after they were spent: `open_points` are left."""

    id: int
    wallet_id: int
    lot_id: int
    points: int
    open_points: int
    settled_how: Settlement | None


def open_arrears(wallet_id: int) -> list[ArrearsView]:
    """What the wallet owes, oldest first; empty when it is not on hold."""
    found = Arrears.objects.filter(wallet_id=wallet_id, open_points__gt=0).order_by("id")
    return [
        ArrearsView(
            a.id, a.wallet_id, a.lot_id, a.points, a.open_points, Settlement(a.settled_how) if a.settled_how else None
        )
        for a in found
    ]
