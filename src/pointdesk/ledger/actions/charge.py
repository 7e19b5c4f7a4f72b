from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.points import whole_points
from pointdesk.ledger.actions._posting import post
from pointdesk.ledger.actions.lock_wallet import lock_wallet
from pointdesk.ledger.queries.load import load
from pointdesk.ledger.rules.kinds import EntryKind
from pointdesk.ledger.rules.movement import Outcome
from pointdesk.ledger.rules.request import request
from pointdesk.ledger.rules.spending import plan_charge
from pointdesk.ledger.rules.subject import Subject


def charge(
    *, wallet_id: int, subject: Subject, points: int, key: str, by: Actor, now: datetime, reason: str = ""
) -> Outcome:
    """Take points for a subject from the lots that live now, in the order of P3; one entry, no event.

    Eight statements with BEGIN and COMMIT, however many lots are touched and however many died meanwhile.
    Raises InvalidPoints, InvalidInput, NotFound, NotEnoughPoints, WalletOnHold, WalletMoved, SameKeyOtherRequest.
    """
    whole_points(points, least=1)
    asked = request("charge", key=key, by=by, now=now, reason=reason, subject=subject, points=points)
    with writing():
        wallet, answered = load(lock_wallet(wallet_id), asked.key)
        if answered:
            return answered.outcome(asked)
        return post(plan_charge(wallet, subject, points, asked.now), asked, EntryKind.CHARGE)
