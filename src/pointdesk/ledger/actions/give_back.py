from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.points import whole_points
from pointdesk.ledger.actions._announcing import announce_arrival
from pointdesk.ledger.actions._posting import post
from pointdesk.ledger.actions.lock_wallet import lock_wallet
from pointdesk.ledger.queries.load import draws_of, load
from pointdesk.ledger.rules.kinds import EntryKind
from pointdesk.ledger.rules.movement import Outcome
from pointdesk.ledger.rules.request import request
from pointdesk.ledger.rules.returning import ReturnTerms, plan_return
from pointdesk.ledger.rules.subject import Subject
from pointdesk.vendor.queries import policies


def give_back(
    *, wallet_id: int, subject: Subject, points: int, key: str, by: Actor, now: datetime, reason: str = "",
    note: str = "",
) -> Outcome:  # fmt: skip
    """Give back points that a subject holds, charged or earned: its latest draws not yet undone first (P7).

    A point goes back to its lot if that lives for the days of P8, else into a child lot. Publishes PointsArrived.
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
        plan, *_ = plan_return(wallet, draws_of(wallet_id, subject), subject, points, terms)
        outcome = post(plan, asked, EntryKind.RETURN)
        announce_arrival(plan, outcome, now=asked.now)
        return outcome
