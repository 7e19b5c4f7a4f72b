from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.points import whole_points
from pointdesk.ledger.actions._posting import post
from pointdesk.ledger.actions.lock_wallets import lock_wallets
from pointdesk.ledger.models import Arrears
from pointdesk.ledger.queries.family import read_family, wallets_of_family
from pointdesk.ledger.queries.load import load
from pointdesk.ledger.rules.answer import combined
from pointdesk.ledger.rules.cancelling import plan_cancel
from pointdesk.ledger.rules.kinds import EntryKind
from pointdesk.ledger.rules.movement import Outcome
from pointdesk.ledger.rules.request import request
from pointdesk.ledger.rules.state import WalletState
from pointdesk.ledger.rules.subject import Subject


def cancel(
    *, lot_id: int, points: int, key: str, by: Actor, now: datetime, subject: Subject | None = None,
    reason: str = "", note: str = "", arrears: bool = False,
) -> Outcome:  # fmt: skip
    """Cancel what is unspent of a purchase because its money went back, at most `points` of it (P14).

    The lot counts with all its descendants in wallets of the same owner. `arrears` is for a charge-back: the part that
    was spent is recorded as Arrears, and the owner's wallet is on hold until they are settled. The outcome adds up all
    wallets touched; its balance is that of the lot's own wallet. An entry is written also where nothing was left to
    cancel, so a repeated request never reaches points that came back later (ruling 24). No event.
    Raises InvalidPoints, InvalidInput, NotFound, SameKeyOtherRequest.
    """
    whole_points(points, least=1)
    asked = request(
        "cancel", key=key, by=by, now=now, reason=reason, note=note, lot=lot_id, points=points, subject=subject,
        arrears=arrears,
    )  # fmt: skip
    with writing():
        loaded = {id: load(wallet, asked.key) for id, wallet in _lock_family(lot_id).items()}
        family = read_family(lot_id, {id: wallet for id, (wallet, _) in loaded.items()})
        answers = {id: answered.outcome(asked) for id, (_, answered) in loaded.items() if answered}
        if family.root.id in answers:
            return combined(answers.pop(family.root.id), *answers.values())
        plans = plan_cancel(family, points, subject, asked.now, arrears=arrears)
        outcomes = [post(plan, asked, EntryKind.CANCELLATION) for plan in plans]
        for plan, outcome in zip(plans, outcomes, strict=True):
            if outcome.arrears and outcome.entry_id:
                Arrears.objects.create(
                    wallet_id=plan.wallet.id, lot_id=lot_id, entry_id=outcome.entry_id, points=outcome.arrears,
                    open_points=outcome.arrears, settled_how="",
                )  # fmt: skip
        return combined(*outcomes)


def _lock_family(lot_id: int) -> dict[int, WalletState]:
    """Lock every wallet that the cancellation may touch; points that moved on meanwhile are followed."""
    locked: dict[int, WalletState] = {}
    while missing := wallets_of_family(lot_id) - locked.keys():
        locked |= lock_wallets(missing)
    return locked
