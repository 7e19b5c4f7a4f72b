from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pointdesk.kit.days import day_of, end_of
from pointdesk.ledger.errors import NotHeld
from pointdesk.ledger.rules.draws import Draw
from pointdesk.ledger.rules.expiring import deaths
from pointdesk.ledger.rules.kinds import Bucket, EntryKind
from pointdesk.ledger.rules.movement import Birth, Draft, Move, WalletPlan
from pointdesk.ledger.rules.state import LotState, WalletState
from pointdesk.ledger.rules.subject import Subject


@dataclass(frozen=True, slots=True)
class ReturnTerms:
    """P8 on the day of a return: a lot with less life than `life_days` gets its points back in a child lot."""

    now: datetime
    life_days: int
    zone: ZoneInfo

    @property
    def least_last_day(self) -> date:
        """The earliest last valid day that a returned point may have."""
        return day_of(self.now, self.zone) + timedelta(days=self.life_days)

    def stays_in(self, lot: LotState) -> bool:
        """Whether a point returns to the lot itself. Days alone do not say so: where the vendor's zone has changed,
        a lot may have died on what is today again."""
        return lot.lives(self.now) and lot.last_valid_day >= self.least_last_day

    def last_day_for(self, lot: LotState) -> tuple[date, datetime]:
        """Last valid day and instant of expiry of a point returned from that lot; never earlier than the lot's own."""
        if self.stays_in(lot):
            return lot.last_valid_day, lot.expires_at
        return self.least_last_day, end_of(self.least_last_day, self.zone)


def plan_return(
    wallet: WalletState, draws: Sequence[Draw], subject: Subject, points: int, terms: ReturnTerms,
    heir: WalletState | None = None,
) -> tuple[WalletPlan, ...]:  # fmt: skip
    """Give `points` of what a subject holds back, the latest draws first (P7).

    Each point goes back to its lot if that lives long enough, else into a child lot (P8). Points first settle what
    the wallet owes (ruling 24): those return to their lot and are cancelled at once. Where the wallet was merged into
    `heir`, child lots are opened there, and it is the heir's arrears that are settled.
    Raises NotHeld.
    """
    held = sum(draw.points for draw in draws)
    if points > held:
        raise NotHeld(asked=points, held=held)
    receiver = heir or wallet
    owed = min(receiver.arrears, points)
    # Points that settle a debt need no life of their own: they go back to their lot and out again.
    settled = [*_undone(draws, owed)]
    freed = [*_undone(draws, points, skip=owed)]
    moves = [m for back in settled for m in (back, _cancelled(back))]
    nursery = _Nursery(receiver, subject, terms)
    for back in freed:
        if heir is None and terms.stays_in(back.lot):
            moves.append(back)
        else:
            moves.append(replace(back, target=Bucket.REISSUED))
            nursery.add(back)
    births = nursery.births()
    before = deaths(wallet, terms.now)
    if heir is None:
        act = Draft(EntryKind.RETURN, (*moves, *(b.move() for b in births)), terms.now, subject, births, -owed)
        return (WalletPlan(wallet, before, act),)
    given = Draft(EntryKind.RETURN, tuple(moves), terms.now, subject)
    got = Draft(EntryKind.RETURN, tuple(b.move() for b in births), terms.now, subject, births, -owed)
    return (WalletPlan(wallet, before, given), WalletPlan(heir, deaths(heir, terms.now), got))


def _undone(draws: Sequence[Draw], points: int, skip: int = 0) -> Iterator[Move]:
    """The moves that undo points number `skip` to `points` of a stack of draws, counted from its top."""
    seen = 0
    for draw in reversed(draws):
        first, last = max(skip - seen, 0), min(points - seen, draw.points)
        seen += draw.points
        if first < last:
            rest = replace(draw, points=draw.points - first, cents=draw.cents - draw.cents_of(first))
            count = last - first
            yield Move(draw.move.lot, draw.bucket, Bucket.AVAILABLE, count, rest.cents_of(count))


def _cancelled(back: Move) -> Move:
    return replace(back, source=Bucket.AVAILABLE, target=Bucket.CANCELLED)


class _Nursery:
    """Collects returned points by the lot they came from, and opens one child lot for each."""

    def __init__(self, receiver: WalletState, subject: Subject, terms: ReturnTerms) -> None:
        self._receiver, self._subject, self._terms = receiver, subject, terms
        self._found: dict[tuple[int, int], tuple[LotState, int, int]] = {}

    def add(self, back: Move) -> None:
        ref = (back.lot.wallet_id, back.lot.number)
        _, points, cents = self._found.get(ref, (back.lot, 0, 0))
        self._found[ref] = (back.lot, points + back.points, cents + back.cents)

    def births(self) -> tuple[Birth, ...]:
        first = self._receiver.lots_opened + 1
        return tuple(
            child_of(parent, self._receiver, first + i, points, cents, *self._terms.last_day_for(parent))
            for i, (parent, points, cents) in enumerate(self._found.values())
        )


def child_of(
    parent: LotState, wallet: WalletState, number: int, points: int, cents: int, day: date, expires_at: datetime
) -> Birth:
    """A lot for re-issued points: kind, origin, day of purchase and unit money of its parent, a last day of its own.

    Its VAT is the parent's in proportion, rounded down: information only, the books of VAT are kept by invoices.
    """
    lot = replace(
        parent, id=None, wallet_id=wallet.id, number=number, granted=points, available=points, available_cents=cents,
        net_cents=cents, vat_cents=parent.vat_cents * points // parent.granted, last_valid_day=day,
        expires_at=expires_at,
    )  # fmt: skip
    return Birth(lot, parent=parent)
