from collections.abc import Collection
from datetime import datetime, timedelta

from pointdesk.kit.days import day_of
from pointdesk.ledger.queries.rows import LOT_COLUMNS, lot_of_row, rows, stored
from pointdesk.ledger.rules.state import LotState
from pointdesk.ledger.rules.views import LotView
from pointdesk.vendor.queries import policies

# "available > 0" stands literally so that either planner sees that the partial index serves.
_BALANCE = (
    "SELECT COALESCE(SUM(available), 0) FROM ledger_lot WHERE wallet_id = %s AND available > 0 AND expires_at > %s"
)
_BALANCES = (
    "SELECT wallet_id, SUM(available) FROM ledger_lot WHERE wallet_id IN ({}) AND available > 0 AND expires_at > %s "
    "GROUP BY wallet_id"
)
_LOTS = (
    f"SELECT {LOT_COLUMNS} FROM ledger_lot l "  # noqa: S608 -- column names
    "WHERE l.wallet_id = %s AND l.available > 0 AND l.expires_at > %s"
)


def balance(wallet_id: int, at: datetime) -> int:
    """The points that the wallet can spend: those of its lots that live at `at` (now, or a moment to come)."""
    return int(rows(_BALANCE, [wallet_id, stored(at)])[0][0])


def balances(wallet_ids: Collection[int], at: datetime) -> dict[int, int]:
    """As `balance`, of several wallets in one query."""
    if not wallet_ids:
        return {}
    places = ", ".join(["%s"] * len(wallet_ids))
    found = rows(_BALANCES.format(places), [*wallet_ids, stored(at)])
    return dict.fromkeys(wallet_ids, 0) | {wallet: int(points) for wallet, points in found}


def lots(wallet_id: int, at: datetime) -> list[LotView]:
    """The lots that the wallet can spend at `at` (now, or a moment to come), first to be spent first (P3)."""
    found = (lot_of_row(row) for row in rows(_LOTS, [wallet_id, stored(at)]))
    return [view_of(lot) for lot in sorted(found, key=LotState.spending_order)]


def view_of(lot: LotState) -> LotView:
    """A stored lot as queries show it."""
    if lot.id is None:
        raise ValueError("only a stored lot can be shown")
    return LotView(
        id=lot.id, number=lot.number, kind=lot.kind, origin=lot.origin, points=lot.available,
        cents=lot.available_cents, currency=lot.currency, granted=lot.granted, purchased_on=lot.purchased_on,
        last_valid_day=lot.last_valid_day, expires_at=lot.expires_at,
    )  # fmt: skip


def expiring(wallet_id: int, at: datetime, within_days: int) -> list[LotView]:
    """The living lots whose last valid day comes within so many days of the day of `at`, soonest first (P2, R42)."""
    last = day_of(at, policies().zone) + timedelta(days=within_days)
    return [view for view in lots(wallet_id, at) if view.last_valid_day <= last]
