from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput, NotAllowed
from pointdesk.kit.points import whole_points
from pointdesk.ledger.actions._posting import post
from pointdesk.ledger.actions.lock_wallet import lock_wallet
from pointdesk.ledger.permissions import may_adjust
from pointdesk.ledger.queries.load import load
from pointdesk.ledger.rules.cancelling import plan_take_back
from pointdesk.ledger.rules.kinds import EntryKind
from pointdesk.ledger.rules.movement import Outcome
from pointdesk.ledger.rules.request import request


def take_back(
    *, wallet_id: int, points: int, key: str, by: Actor, now: datetime, reason: str, note: str = "",
    lot_id: int | None = None,
) -> Outcome:  # fmt: skip
    """Take back points that were given in error (P21), from one lot or in the order of spending; an adjustment.

    Staff only, with a reason. Points that were spent cannot be taken back. No event; the journal names
    who did it, under the wallet.
    Raises NotAllowed, InvalidPoints, InvalidInput, NotFound, NotEnoughPoints, WalletMoved, SameKeyOtherRequest.
    """
    if not may_adjust(by):
        raise NotAllowed(verb="take_back")
    whole_points(points, least=1)
    if not reason:
        raise InvalidInput(field="reason", problem="missing")
    asked = request("take_back", key=key, by=by, now=now, reason=reason, note=note, points=points, lot=lot_id)
    with writing():
        wallet, answered = load(lock_wallet(wallet_id), asked.key)
        if answered:
            return answered.outcome(asked)
        outcome = post(plan_take_back(wallet, points, lot_id, asked.now), asked, EntryKind.ADJUSTMENT)
        record("take_back", by=by, subject=("wallet", wallet_id), now=now, data={"seq": outcome.seq, "points": points})
        return outcome
