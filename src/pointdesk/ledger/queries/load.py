"""What an act is decided on, read under the wallet's lock; a rehearsal reads the same without a lock."""

from dataclasses import dataclass, replace

from pointdesk.kit.errors import NotFound
from pointdesk.ledger.errors import SameKeyOtherRequest
from pointdesk.ledger.queries.rows import (
    LOT_COLUMNS,
    WALLET_COLUMNS,
    lot_of_row,
    move_of_row,
    rows,
    wallet_of_row,
)
from pointdesk.ledger.rules.draws import Draw, held_draws
from pointdesk.ledger.rules.kinds import Bucket, EntryKind
from pointdesk.ledger.rules.movement import Move, Outcome, Portion, portions_of
from pointdesk.ledger.rules.request import Request
from pointdesk.ledger.rules.state import WalletState
from pointdesk.ledger.rules.subject import Subject

_WALLET = f"SELECT {WALLET_COLUMNS} FROM ledger_wallet WHERE id = %s"  # noqa: S608 -- column names
# One statement finds the entry of the key, if there is one, and every lot with points left, dead or alive.
_STATE = (
    "SELECT e.id, e.seq, e.kind, e.fingerprint, e.change, e.balance_after, e.arrears, "  # noqa: S608 -- column names
    f"{LOT_COLUMNS} FROM ledger_wallet w "
    "LEFT JOIN ledger_entry e ON e.wallet_id = w.id AND e.key = %s "
    "LEFT JOIN ledger_lot l ON l.wallet_id = w.id AND l.available > 0 WHERE w.id = %s"
)
_DRAWS = (
    f"SELECT p.source, p.target, p.points, p.cents, {LOT_COLUMNS} FROM ledger_entry e "  # noqa: S608 -- column names
    "JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_lot l ON l.id = p.lot_id "
    "WHERE e.subject_kind = %s AND e.subject_id = %s AND e.wallet_id = %s ORDER BY e.seq, p.position"
)
_MOVES = (
    "SELECT p.source, p.target, p.points, p.cents, "  # noqa: S608 -- column names
    f"{LOT_COLUMNS}, m.last_valid_day, p.entry_id FROM ledger_posting p JOIN ledger_lot l ON l.id = p.lot_id "
    "LEFT JOIN ledger_lot m ON m.id = l.parent_id WHERE p.entry_id IN ({}) ORDER BY p.entry_id, p.position"
)


@dataclass(frozen=True, slots=True)
class Answered:
    """The entry that already bears a request's key."""

    entry_id: int
    seq: int
    kind: str
    fingerprint: str
    change: int
    balance_after: int
    arrears: int

    def outcome(self, request: Request) -> Outcome:
        """The first answer to the request again. Raises SameKeyOtherRequest when it was another request."""
        if self.fingerprint != request.fingerprint:
            raise SameKeyOtherRequest(key=request.key)
        portions = PortionsOfEntries([self.entry_id]).of(self.entry_id)
        return Outcome(
            self.entry_id, self.seq, EntryKind(self.kind), self.change, self.balance_after, portions, self.arrears, True
        )


class PortionsOfEntries:
    """The portions of a few entries, read in one query."""

    def __init__(self, entry_ids: list[int]) -> None:
        self._moves: dict[int, list[Move]] = {}
        self._previous = {}
        places = ", ".join(["%s"] * len(entry_ids))
        for row in rows(_MOVES.format(places), entry_ids) if entry_ids else []:
            move = move_of_row(row[:-2])
            self._moves.setdefault(row[-1], []).append(move)
            if move.source is Bucket.SOURCE and row[-2] is not None:  # born of a parent in this very entry
                self._previous[move.lot.wallet_id, move.lot.number] = row[-2]

    def of(self, entry_id: int) -> tuple[Portion, ...]:
        """The portions of one of them, in the order of its postings."""
        return portions_of(self._moves.get(entry_id, []), self._previous)


def read_wallet(wallet_id: int) -> WalletState:
    """The wallet's row without a lock, for rehearsals. Raises NotFound."""
    found = rows(_WALLET, [wallet_id])
    if not found:
        raise NotFound(kind="wallet", ref=str(wallet_id))
    return wallet_of_row(found[0])


def load(wallet: WalletState, key: str | None = None) -> tuple[WalletState, Answered | None]:
    """The wallet with its lots, and the entry that bears the key already, if there is one."""
    found = rows(_STATE, [key, wallet.id])
    answered = Answered(*found[0][:7]) if found[0][0] is not None else None
    return replace(wallet, lots=tuple(lot_of_row(row[7:]) for row in found if row[7] is not None)), answered


def load_other(wallet: WalletState, request: Request) -> WalletState:
    """A further wallet of the same act, with its lots. Raises SameKeyOtherRequest where the key is taken there."""
    loaded, answered = load(wallet, request.key)
    if answered:
        raise SameKeyOtherRequest(key=request.key)
    return loaded


def draws_of(wallet_id: int, subject: Subject) -> list[Draw]:
    """What the subject holds of the wallet's lots, earliest draw first."""
    return held_draws(move_of_row(row) for row in rows(_DRAWS, [subject.kind, subject.id, wallet_id]))
