from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pointdesk.ledger.rules.expiring import deaths
from pointdesk.ledger.rules.kinds import Bucket, EntryKind
from pointdesk.ledger.rules.movement import Draft, Move, WalletPlan
from pointdesk.ledger.rules.spending import lots_to_spend, refuse_moved
from pointdesk.ledger.rules.state import LotState, WalletState
from pointdesk.ledger.rules.subject import Subject


@dataclass(frozen=True, slots=True)
class Family:
    """A lot and all its descendants in wallets of the same owner, by wallet.

    `root` is the lot's own wallet, `debtor` the wallet that its owner spends from now (another one after a merge).
    `spent` is what subjects hold of the family, charged or earned; `recorded` what of it is in arrears already.
    """

    root: WalletState
    debtor: WalletState
    wallets: tuple[WalletState, ...]
    numbers: dict[int, frozenset[int]]
    spent: int
    recorded: int

    def living(self, at: datetime) -> list[LotState]:
        """The lots of the family that can be spent, first to be spent first: the owner keeps the longest lives."""
        lots = [lot for wallet in self.wallets for lot in wallet.living(at) if lot.number in self.numbers[wallet.id]]
        return sorted(lots, key=lambda lot: (*lot.spending_order()[:3], lot.wallet_id, lot.number))


def plan_cancel(
    family: Family, points: int, subject: Subject | None, now: datetime, *, arrears: bool
) -> tuple[WalletPlan, ...]:
    """Cancel what is unspent of a purchase, at most `points` (P14); never more than the owner has.

    With `arrears` (a charge-back) the part that was spent is owed. The root's wallet always gets an entry, even where
    nothing was left: the request is answered by it for ever, and points that come back later stay (ruling 24).
    """
    living = family.living(now)
    cancelled = min(points, sum(lot.available for lot in living))
    moves = lots_to_spend(living, cancelled, Bucket.CANCELLED)
    owed = max(min(points - cancelled, family.spent - family.recorded), 0) if arrears else 0
    touched = {family.root.id: family.root} | {w.id: w for w in family.wallets if _of(w, moves)}
    if owed:
        touched[family.debtor.id] = family.debtor
    plans = []
    for wallet in touched.values():
        debt = owed if wallet.id == family.debtor.id else 0
        act = Draft(EntryKind.CANCELLATION, _of(wallet, moves), now, subject, arrears=debt)
        plans.append(WalletPlan(wallet, deaths(wallet, now), act))
    return tuple(plans)


def plan_take_back(wallet: WalletState, points: int, lot_id: int | None, now: datetime) -> WalletPlan:
    """Take back points that were given in error (P21): from one lot, or in the order of spending.

    Raises NotEnoughPoints, WalletMoved.
    """
    refuse_moved(wallet)
    lots = [lot for lot in wallet.living(now) if lot_id is None or lot.id == lot_id]
    moves = lots_to_spend(lots, points, Bucket.CANCELLED)
    return WalletPlan(wallet, deaths(wallet, now), Draft(EntryKind.ADJUSTMENT, moves, now))


def _of(wallet: WalletState, moves: Sequence[Move]) -> tuple[Move, ...]:
    return tuple(move for move in moves if move.lot.wallet_id == wallet.id)
