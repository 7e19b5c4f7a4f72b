from dataclasses import dataclass, replace
from datetime import datetime

from pointdesk.ledger.queries.balance import view_of
from pointdesk.ledger.queries.rows import LOT_COLUMNS, lot_of_row, rows, stored
from pointdesk.ledger.rules.state import LotState
from pointdesk.ledger.rules.views import LotView

# The prefix of the chain up to the last entry recorded by then: machines whose clocks differ leave no gaps in it.
_AS_OF = (
    f"SELECT {LOT_COLUMNS}, t.points, t.cents FROM ledger_lot l JOIN ("  # noqa: S608 -- column names
    "SELECT p.lot_id, "
    "SUM(CASE WHEN p.target = 'available' THEN p.points WHEN p.source = 'available' THEN -p.points ELSE 0 END) "
    "AS points, "
    "SUM(CASE WHEN p.target = 'available' THEN p.cents WHEN p.source = 'available' THEN -p.cents ELSE 0 END) AS cents "
    "FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id WHERE e.wallet_id = %s AND e.seq <= ("
    "SELECT COALESCE(MAX(seq), 0) FROM ledger_entry WHERE wallet_id = %s AND recorded_at <= %s) GROUP BY p.lot_id"
    ") t ON t.lot_id = l.id WHERE t.points > 0 AND l.expires_at > %s"
)


@dataclass(frozen=True, slots=True)
class WalletThen:
    """A wallet as the ledger knew it at an instant: what could be spent, and from which lots."""

    balance: int
    lots: tuple[LotView, ...]


def as_of(wallet_id: int, recorded_at: datetime) -> WalletThen:
    """The wallet as it stood at an instant of the past, from the entries recorded by then."""
    at = stored(recorded_at)
    found = [
        replace(lot_of_row(row[:-2]), available=int(row[-2]), available_cents=int(row[-1]))
        for row in rows(_AS_OF, [wallet_id, wallet_id, at, at])
    ]
    lots = tuple(view_of(lot) for lot in sorted(found, key=LotState.spending_order))
    return WalletThen(sum(view.points for view in lots), lots)
