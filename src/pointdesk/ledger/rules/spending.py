from collections.abc import Iterable
from datetime import datetime

from pointdesk.ledger.errors import NotEnoughPoints, WalletMoved, WalletOnHold
from pointdesk.ledger.rules.expiring import deaths
from pointdesk.ledger.rules.kinds import Bucket, EntryKind
from pointdesk.ledger.rules.movement import Draft, Move, WalletPlan
from pointdesk.ledger.rules.state import LotState, WalletState
from pointdesk.ledger.rules.subject import Subject


def lots_to_spend(lots: Iterable[LotState], points: int, target: Bucket) -> tuple[Move, ...]:
    """Take `points` from lots given in the order of spending (P3). Raises NotEnoughPoints."""
    moves: list[Move] = []
    missing = points
    for lot in lots:
        if not missing:
            break
        taken = min(missing, lot.available)
        moves.append(Move(lot, Bucket.AVAILABLE, target, taken, lot.cents_of(taken)))
        missing -= taken
    if missing:
        raise NotEnoughPoints(needed=points, available=points - missing)
    return tuple(moves)


def plan_charge(wallet: WalletState, subject: Subject | None, points: int, now: datetime) -> WalletPlan:
    """Take points for a subject, from the lots that live now. Raises NotEnoughPoints, WalletOnHold, WalletMoved."""
    refuse_moved(wallet)
    refuse_on_hold(wallet)
    moves = lots_to_spend(wallet.living(now), points, Bucket.CHARGED)
    return WalletPlan(wallet, deaths(wallet, now), Draft(EntryKind.CHARGE, moves, now, subject))


def refuse_moved(wallet: WalletState) -> None:
    """Points neither come into a merged wallet nor are spent from it. Raises WalletMoved."""
    if wallet.successor_id is not None:
        raise WalletMoved(wallet_id=wallet.id, successor_id=wallet.successor_id)


def refuse_on_hold(wallet: WalletState) -> None:
    """A wallet that owes points spends none (P14). Raises WalletOnHold."""
    if wallet.arrears:
        raise WalletOnHold(wallet_id=wallet.id)
