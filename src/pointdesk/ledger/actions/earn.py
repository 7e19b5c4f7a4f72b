from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.ledger.actions._posting import post
from pointdesk.ledger.actions.lock_wallet import lock_wallet
from pointdesk.ledger.queries.load import draws_of, load
from pointdesk.ledger.rules.earning import plan_earn
from pointdesk.ledger.rules.kinds import EntryKind
from pointdesk.ledger.rules.movement import Outcome
from pointdesk.ledger.rules.request import request
from pointdesk.ledger.rules.subject import Subject


def earn(*, wallet_id: int, subject: Subject, key: str, by: Actor, now: datetime) -> Outcome:
    """Move all that a subject holds charged to earned: its ticket is closed and revenue is recognised.

    No balance changes and the statement shows no line. Where there is nothing to move, nothing is written and the
    outcome has no entry. Raises InvalidInput, NotFound, SameKeyOtherRequest.
    """
    asked = request("earn", key=key, by=by, now=now, subject=subject)
    with writing():
        wallet, answered = load(lock_wallet(wallet_id), asked.key)
        if answered:
            return answered.outcome(asked)
        return post(plan_earn(wallet, draws_of(wallet_id, subject), subject, asked.now), asked, EntryKind.EARN)
