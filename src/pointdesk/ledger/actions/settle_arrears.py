from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.ledger.actions._posting import post
from pointdesk.ledger.actions._settling import announce_release
from pointdesk.ledger.actions.lock_wallet import lock_wallet
from pointdesk.ledger.errors import NothingOwed
from pointdesk.ledger.models import Arrears
from pointdesk.ledger.permissions import may_settle
from pointdesk.ledger.queries.load import load
from pointdesk.ledger.rules.kinds import EntryKind, Settlement
from pointdesk.ledger.rules.movement import Outcome
from pointdesk.ledger.rules.request import request
from pointdesk.ledger.rules.settling import plan_settle
from pointdesk.ledger.rules.state import WalletState
from pointdesk.ledger.rules.subject import Subject


def settle_arrears(*, arrears_id: int, how: Settlement, by: Actor, now: datetime, note: str) -> Outcome:
    """Settle all that is left of some arrears, as paid or as waived, with a reason in words (ruling 24).

    Moves no points. When it was the last that the wallet owed, WalletReleased is published and waiting charges go on.
    Doing it again the same way gives the first answer. Managers and accountants.
    Raises NotAllowed, InvalidInput, NotFound, NothingOwed, SameKeyOtherRequest.
    """
    if not may_settle(by):
        raise NotAllowed(verb="settle_arrears")
    if how not in (Settlement.PAID, Settlement.WAIVED):
        raise InvalidInput(field="how", problem="unknown")
    subject = Subject("arrears", str(arrears_id))
    asked = request(
        "settle_arrears", key=f"arrears:{arrears_id}", by=by, now=now, reason=how.value, note=note, subject=subject
    )
    if not asked.note:
        raise InvalidInput(field="note", problem="missing")
    with writing():
        locked, arrears = _lock_debtor(arrears_id)
        wallet, answered = load(locked, asked.key)
        if answered:
            return answered.outcome(asked)
        if not arrears.open_points:
            raise NothingOwed(arrears_id=arrears_id)
        owed = arrears.open_points
        plan = plan_settle(wallet, owed, subject, asked.now)
        outcome = post(plan, asked, EntryKind.ARREARS)
        arrears.open_points, arrears.settled_how, arrears.settled_at = 0, how.value, asked.now
        arrears.save(update_fields=["open_points", "settled_how", "settled_at"])
        record(
            "settle_arrears", by=by, subject=("wallet", wallet.id), now=now,
            data={"seq": outcome.seq, "points": owed, "how": how.value},
        )  # fmt: skip
        announce_release(plan, outcome.seq, now=asked.now)
        return outcome


def _lock_debtor(arrears_id: int) -> tuple[WalletState, Arrears]:
    """The wallet that owes, locked; a merge may hand the arrears to another one while we wait for it."""
    while True:
        found = Arrears.objects.filter(id=arrears_id).first()
        if found is None:
            raise NotFound(kind="arrears", ref=str(arrears_id))
        wallet = lock_wallet(found.wallet_id)
        arrears = Arrears.objects.get(id=arrears_id)
        if arrears.wallet_id == wallet.id:
            return wallet, arrears
