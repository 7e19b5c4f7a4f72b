"""Points that move into a lot of another life or another wallet: extension, transfer, merge (P21, P23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pointdesk.ledger.errors import NothingToExtend
from pointdesk.ledger.rules.expiring import deaths
from pointdesk.ledger.rules.kinds import Bucket, EntryKind
from pointdesk.ledger.rules.movement import Birth, Draft, Move, WalletPlan
from pointdesk.ledger.rules.returning import child_of
from pointdesk.ledger.rules.spending import lots_to_spend, refuse_moved, refuse_on_hold
from pointdesk.ledger.rules.state import LotState, WalletState
from pointdesk.ledger.rules.subject import Subject


@dataclass(frozen=True, slots=True)
class Extension:
    """A lot whose life is to be extended: what of it expired and was booked so, and its new last day."""

    lot: LotState
    expired: int
    expired_cents: int
    until: date
    expires_at: datetime


def plan_extend(wallet: WalletState, extension: Extension, now: datetime) -> WalletPlan:
    """Re-issue what is left of a lot with a later last day; of a dead lot, what expired of it (ruling 15).

    The lot itself keeps its last day: points that a subject drew from it come back by the rule of P8.
    Raises NothingToExtend, WalletMoved.
    """
    refuse_moved(wallet)
    lot = extension.lot
    if lot.lives(now):
        source, points, cents = Bucket.AVAILABLE, lot.available, lot.available_cents
    else:  # what is not booked yet is booked by the same act, before it
        source = Bucket.EXPIRED
        points, cents = extension.expired + lot.available, extension.expired_cents + lot.available_cents
    if not points:
        raise NothingToExtend(lot_id=lot.id or 0)
    birth = child_of(lot, wallet, wallet.lots_opened + 1, points, cents, extension.until, extension.expires_at)
    moves = (Move(lot, source, Bucket.REISSUED, points, cents), birth.move())
    return WalletPlan(wallet, deaths(wallet, now), Draft(EntryKind.ADJUSTMENT, moves, now, births=(birth,)))


def plan_transfer(
    giver: WalletState, taker: WalletState, points: int | None, now: datetime
) -> tuple[WalletPlan, WalletPlan]:
    """Move points (all of them, unless a number is given) to another wallet, first to be spent first.

    They keep kind, origin, day of purchase, money and last day (P23). With nothing to move, the plans have no act.
    Raises NotEnoughPoints, WalletOnHold, WalletMoved.
    """
    refuse_moved(giver)
    refuse_moved(taker)
    refuse_on_hold(giver)
    moves = _all_or(giver, points, now)
    if not moves:
        return WalletPlan(giver), WalletPlan(taker)
    return _handed_over(giver, taker, moves, now)


def plan_merge(giver: WalletState, taker: WalletState, now: datetime) -> tuple[WalletPlan, WalletPlan]:
    """Move everything to the wallet that takes over, arrears too; both get an entry that names the other (P23).

    Raises WalletMoved.
    """
    refuse_moved(giver)
    refuse_moved(taker)
    return _handed_over(giver, taker, _all_or(giver, None, now), now, merge=True)


def _all_or(giver: WalletState, points: int | None, now: datetime) -> tuple[Move, ...]:
    living = giver.living(now)
    return lots_to_spend(living, sum(lot.available for lot in living) if points is None else points, Bucket.REISSUED)


def _handed_over(
    giver: WalletState, taker: WalletState, moves: Sequence[Move], now: datetime, *, merge: bool = False
) -> tuple[WalletPlan, WalletPlan]:
    births = tuple(_kept(move, taker, taker.lots_opened + i) for i, move in enumerate(moves, 1))
    owed = giver.arrears if merge else 0
    to = Subject("successor" if merge else "wallet", str(taker.id))
    from_ = Subject("predecessor" if merge else "wallet", str(giver.id))
    given = Draft(EntryKind.TRANSFER, tuple(moves), now, to, arrears=-owed)
    taken = Draft(EntryKind.TRANSFER, tuple(b.move() for b in births), now, from_, births, owed)
    return WalletPlan(giver, deaths(giver, now), given), WalletPlan(taker, deaths(taker, now), taken)


def _kept(move: Move, taker: WalletState, number: int) -> Birth:
    lot = move.lot
    return child_of(lot, taker, number, move.points, move.cents, lot.last_valid_day, lot.expires_at)
