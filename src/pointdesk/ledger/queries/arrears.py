from dataclasses import dataclass

from pointdesk.kit.errors import NotFound
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
    return [_view(row) for row in found]


def arrears(arrears_id: int) -> ArrearsView:
    """These arrears, owed still or settled (`open_points` are none then). Raises NotFound."""
    found = Arrears.objects.filter(id=arrears_id).first()
    if found is None:
        raise NotFound(kind="arrears", ref=str(arrears_id))
    return _view(found)


def _view(row: Arrears) -> ArrearsView:
    return ArrearsView(
        row.id, row.wallet_id, row.lot_id, row.points, row.open_points,
        Settlement(row.settled_how) if row.settled_how else None,
    )  # fmt: skip
