from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.points import whole_points
from pointdesk.ledger.actions._announcing import announce_arrival
from pointdesk.ledger.actions._posting import post
from pointdesk.ledger.actions._settling import announce_release, settle_oldest
from pointdesk.ledger.actions.lock_wallet import lock_wallet
from pointdesk.ledger.queries.family import heir_of
from pointdesk.ledger.queries.load import draws_of, load, load_other
from pointdesk.ledger.rules.kinds import EntryKind, Settlement
from pointdesk.ledger.rules.movement import Outcome
from pointdesk.ledger.rules.request import Request, request
from pointdesk.ledger.rules.returning import ReturnTerms, plan_return
from pointdesk.ledger.rules.state import WalletState
from pointdesk.ledger.rules.subject import Subject
from pointdesk.vendor.queries import policies


def give_back(
    *, wallet_id: int, subject: Subject, points: int, key: str, by: Actor, now: datetime, reason: str = "",
    note: str = "",
) -> Outcome:  # fmt: skip
    """Give back points that a subject holds, charged or earned: its latest draws not yet undone first (P7).

    A point goes back to its lot if that lives for the days of P8, else into a child lot. What the wallet owes is
    settled first (ruling 24). Where the wallet was merged into another, the points arrive there, and the outcome,
    which is about the wallet named, has no gain. Publishes PointsArrived, and WalletReleased when the last was settled.
    Raises InvalidPoints, InvalidInput, NotFound, NotHeld, SameKeyOtherRequest.
    """
    whole_points(points, least=1)
    asked = request("give_back", key=key, by=by, now=now, reason=reason, note=note, subject=subject, points=points)
    policy = policies()
    terms = ReturnTerms(now=asked.now, life_days=policy.return_life_days, zone=policy.zone)
    with writing():
        wallet, answered = load(lock_wallet(wallet_id), asked.key)
        if answered:
            return answered.outcome(asked)
        plans = plan_return(wallet, draws_of(wallet_id, subject), subject, points, terms, _locked_heir(wallet, asked))
        outcomes = [post(plan, asked, EntryKind.RETURN) for plan in plans]
        for plan, outcome in zip(plans, outcomes, strict=True):
            settle_oldest(plan.wallet.id, -outcome.arrears, Settlement.RETURNED, now=asked.now)
            announce_arrival(plan, outcome, now=asked.now)
            announce_release(plan, outcome.seq, now=asked.now)
        return outcomes[0]


def _locked_heir(wallet: WalletState, asked: Request) -> WalletState | None:
    """The wallet that took over, locked. It may itself be merged while we wait for it: then its own heir is next."""
    heir = wallet
    while heir.successor_id is not None:
        heir = lock_wallet(heir_of(heir).id)
    return load_other(heir, asked) if heir is not wallet else None
