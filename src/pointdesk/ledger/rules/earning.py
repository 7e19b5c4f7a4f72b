from collections.abc import Iterable
from datetime import datetime

from pointdesk.ledger.rules.draws import Draw
from pointdesk.ledger.rules.expiring import deaths
from pointdesk.ledger.rules.kinds import Bucket, EntryKind
from pointdesk.ledger.rules.movement import Draft, Move, WalletPlan
from pointdesk.ledger.rules.state import WalletState
from pointdesk.ledger.rules.subject import Subject


def plan_earn(wallet: WalletState, draws: Iterable[Draw], subject: Subject, now: datetime) -> WalletPlan:
    """Move all that the subject holds charged to earned: the ticket is closed, revenue is recognised."""
    return _shift(wallet, draws, subject, now, EntryKind.EARN, Bucket.CHARGED, Bucket.EARNED)


def plan_unearn(wallet: WalletState, draws: Iterable[Draw], subject: Subject, now: datetime) -> WalletPlan:
    """Move all that the subject holds earned back to charged: the ticket was reopened."""
    return _shift(wallet, draws, subject, now, EntryKind.UNEARN, Bucket.EARNED, Bucket.CHARGED)


def _shift(
    wallet: WalletState, draws: Iterable[Draw], subject: Subject, now: datetime, kind: EntryKind, source: Bucket,
    target: Bucket,
) -> WalletPlan:  # fmt: skip
    totals: dict[int, Move] = {}
    for draw in draws:
        if draw.bucket is source:
            lot, known = draw.move.lot, totals.get(draw.move.lot.number)
            points, cents = (known.points, known.cents) if known else (0, 0)
            totals[lot.number] = Move(lot, source, target, points + draw.points, cents + draw.cents)
    act = Draft(kind, tuple(totals.values()), now, subject) if totals else None
    return WalletPlan(wallet, deaths(wallet, now) if act else (), act)
