"""What a plan consists of: moves between buckets, lots born, entries drafted; and the answer that is given for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pointdesk.ledger.rules.kinds import Bucket, EntryKind, LotKind, Origin
from pointdesk.ledger.rules.state import LotState, WalletState
from pointdesk.ledger.rules.subject import Subject


@dataclass(frozen=True, slots=True)
class Move:
    """`points` of a lot, worth `cents`, go from one of its buckets to another: what one posting stores."""

    lot: LotState
    source: Bucket
    target: Bucket
    points: int
    cents: int

    @property
    def gain(self) -> int:
        """The available points that the move brings (or, negative, takes)."""
        return self.points * self._direction

    @property
    def gain_cents(self) -> int:
        """The cents that come with them, or go."""
        return self.cents * self._direction

    @property
    def _direction(self) -> int:
        return (self.target is Bucket.AVAILABLE) - (self.source is Bucket.AVAILABLE)


@dataclass(frozen=True, slots=True)
class Birth:
    """A lot that an entry opens; `parent` is the lot whose re-issued points it holds."""

    lot: LotState
    parent: LotState | None = None
    subject: Subject | None = None

    def move(self) -> Move:
        """The move by which its points come in."""
        return Move(self.lot, Bucket.SOURCE, Bucket.AVAILABLE, self.lot.granted, self.lot.net_cents)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that a plan wants written. `arrears` is the change of the points that the wallet owes (P14)."""

    kind: EntryKind
    moves: tuple[Move, ...]
    effective_at: datetime
    subject: Subject | None = None
    births: tuple[Birth, ...] = ()
    arrears: int = 0

    @property
    def change(self) -> int:
        """What the entry adds to the balance, or takes."""
        return sum(move.gain for move in self.moves)


@dataclass(frozen=True, slots=True)
class WalletPlan:
    """What one act does to one wallet: deaths are booked first, then comes the act, which alone bears the key.

    `after` books lots that were born dead: no act leaves a dead lot unbooked behind.
    """

    wallet: WalletState
    before: tuple[Draft, ...] = ()
    act: Draft | None = None
    after: tuple[Draft, ...] = ()

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """All entries to be written, in their order."""
        return (*self.before, *((self.act,) if self.act else ()), *self.after)


@dataclass(frozen=True, slots=True)
class Portion:
    """What an act took from a lot or gave to it, in the order in which it did: whole points and their net cents.

    `previous_last_day` is the last valid day of the lot from which the points were re-issued into this one.
    `lot_id` is None in a rehearsal, for a lot that would be opened.
    """

    lot_id: int | None
    lot_number: int
    kind: LotKind
    origin: Origin
    last_valid_day: date
    points: int
    cents: int
    previous_last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer of an action or a rehearsal.

    `change` is the gain of available points (negative when taken), `balance` the balance after the act's entry,
    `arrears` the change of the points owed. `entry_id` and `seq` are None where nothing was written: in a rehearsal,
    and where there was nothing to do. `replayed` says that the same key had been answered before; all else is then
    the first answer.
    """

    entry_id: int | None
    seq: int | None
    kind: EntryKind
    change: int
    balance: int
    portions: tuple[Portion, ...] = ()
    arrears: int = 0
    replayed: bool = False


def portions_of(moves: Iterable[Move], previous: dict[tuple[int, int], date]) -> tuple[Portion, ...]:
    """The moves of one entry as a customer reads them, one portion a lot.

    Where lots gained available points, those are the portions; else where lots lost some, those; else what moved
    without changing the balance: points that a subject's closing earned, or that settled a debt on their way back.
    `previous` gives, by wallet and number of a child lot, the last day of its parent.
    """
    by_lot: dict[tuple[int, int], list[Move]] = {}
    for move in moves:
        by_lot.setdefault((move.lot.wallet_id, move.lot.number), []).append(move)
    for counted in (_gained, _lost, _passed):
        found = [(ref, of_lot[0].lot, counted(of_lot)) for ref, of_lot in by_lot.items()]
        if any(points > 0 for _, _, (points, _) in found):
            return tuple(
                Portion(lot.id, lot.number, lot.kind, lot.origin, lot.last_valid_day, points, cents, previous.get(ref))
                for ref, lot, (points, cents) in found
                if points > 0
            )
    return ()


def _gained(moves: list[Move]) -> tuple[int, int]:
    return sum(move.gain for move in moves), sum(move.gain_cents for move in moves)


def _lost(moves: list[Move]) -> tuple[int, int]:
    points, cents = _gained(moves)
    return -points, -cents


def _passed(moves: list[Move]) -> tuple[int, int]:
    held = [move for move in moves if move.source is not Bucket.AVAILABLE]
    return sum(move.points for move in held), sum(move.cents for move in held)
