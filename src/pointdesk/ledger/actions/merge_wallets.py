from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput
from pointdesk.ledger.actions._announcing import announce_arrival
from pointdesk.ledger.actions._posting import post
from pointdesk.ledger.actions.lock_wallets import lock_wallets
from pointdesk.ledger.models import Arrears, Wallet
from pointdesk.ledger.queries.load import load, load_other
from pointdesk.ledger.rules.kinds import EntryKind
from pointdesk.ledger.rules.movement import Outcome
from pointdesk.ledger.rules.reissuing import plan_merge
from pointdesk.ledger.rules.request import request


def merge_wallets(
    *, from_wallet_id: int, to_wallet_id: int, key: str, by: Actor, now: datetime, note: str = ""
) -> Outcome:  # fmt: skip
    """Let one wallet take over another, when their customers are merged (P23); there is no way back.

    Available points move as in a transfer, arrears with them. What subjects hold of the old wallet stays there, and
    comes back into the successor. From now the old wallet takes neither grants nor charges (WalletMoved).
    Publishes PointsArrived for the successor if points came. Raises InvalidInput, NotFound, WalletMoved,
    SameKeyOtherRequest.
    """
    if from_wallet_id == to_wallet_id:
        raise InvalidInput(field="to_wallet_id", problem="same_wallet")
    asked = request(
        "merge_wallets", key=key, by=by, now=now, reason="merge", note=note, giver=from_wallet_id, taker=to_wallet_id
    )
    with writing():
        locked = lock_wallets([from_wallet_id, to_wallet_id])
        giver, answered = load(locked[from_wallet_id], asked.key)
        if answered:
            return answered.outcome(asked)
        taker = load_other(locked[to_wallet_id], asked)
        given, taken = plan_merge(giver, taker, asked.now)
        outcome = post(given, asked, EntryKind.TRANSFER)
        arrived = post(taken, asked, EntryKind.TRANSFER)
        Wallet.objects.filter(id=giver.id).update(successor_id=taker.id)
        Arrears.objects.filter(wallet_id=giver.id, open_points__gt=0).update(wallet_id=taker.id)
        announce_arrival(taken, arrived, now=asked.now)
        return outcome
