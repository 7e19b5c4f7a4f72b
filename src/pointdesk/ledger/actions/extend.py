from datetime import date, datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput, NotAllowed
from pointdesk.ledger.actions._announcing import announce_arrival
from pointdesk.ledger.actions._posting import post
from pointdesk.ledger.actions.lock_wallet import lock_wallet
from pointdesk.ledger.permissions import may_adjust, may_revive
from pointdesk.ledger.queries.extension import read_extension
from pointdesk.ledger.queries.family import wallet_of_lot
from pointdesk.ledger.queries.load import load
from pointdesk.ledger.rules.kinds import EntryKind
from pointdesk.ledger.rules.movement import Outcome
from pointdesk.ledger.rules.reissuing import plan_extend
from pointdesk.ledger.rules.request import request


def extend(
    *, lot_id: int, until: date, key: str, by: Actor, now: datetime, reason: str, note: str = ""
) -> Outcome:  # fmt: skip
    """Re-issue what is left of a lot with a later last valid day, that day included (P21); an adjustment.

    Any agent may extend a living lot, only a manager one that died: its expired points come back (ruling 15), and
    PointsArrived is published. The portion of the outcome names the old last day and the new one; the journal names
    who did it, under the wallet.
    Raises NotAllowed, InvalidInput, NotFound, NothingToExtend, WalletMoved, SameKeyOtherRequest.
    """
    if not may_adjust(by):
        raise NotAllowed(verb="extend")
    if not reason:
        raise InvalidInput(field="reason", problem="missing")
    asked = request("extend", key=key, by=by, now=now, reason=reason, note=note, lot=lot_id, until=until)
    with writing():
        wallet, answered = load(lock_wallet(wallet_of_lot(lot_id)), asked.key)
        if answered:
            return answered.outcome(asked)
        extension = read_extension(lot_id, until, asked.now)
        if not (extension.lot.lives(asked.now) or may_revive(by)):
            raise NotAllowed(verb="extend")
        plan = plan_extend(wallet, extension, asked.now)
        outcome = post(plan, asked, EntryKind.ADJUSTMENT)
        record(
            "extend", by=by, subject=("wallet", wallet.id), now=now,
            data={
                "seq": outcome.seq, "points": sum(portion.points for portion in outcome.portions),
                "until": until.isoformat(),
            },
        )  # fmt: skip
        announce_arrival(plan, outcome, now=asked.now)
        return outcome
