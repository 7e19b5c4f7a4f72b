from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.points import whole_points
from pointdesk.ledger.actions._announcing import announce_arrival
from pointdesk.ledger.actions._posting import post
from pointdesk.ledger.actions.lock_wallets import lock_wallets
from pointdesk.ledger.queries.load import load, load_other
from pointdesk.ledger.rules.kinds import EntryKind
from pointdesk.ledger.rules.movement import Outcome
from pointdesk.ledger.rules.reissuing import plan_transfer
from pointdesk.ledger.rules.request import request


def transfer(
    *, from_wallet_id: int, to_wallet_id: int, points: int | None = None, key: str, by: Actor, now: datetime,
    reason: str = "", note: str = "",
) -> Outcome:  # fmt: skip
    """Move available points (all of them without `points`) to another wallet, as with a sold licence (P23).

    Each lot touched gives a child lot there, of the same kind, origin, money and last day. Both wallets get an entry;
    the outcome is that of the wallet that gives. Publishes PointsArrived for the other one. With nothing to move,
    nothing is written. Raises InvalidPoints, InvalidInput, NotFound, NotEnoughPoints, WalletOnHold, WalletMoved,
    SameKeyOtherRequest.
    """
    if points is not None:
        whole_points(points, least=1)
    if from_wallet_id == to_wallet_id:
        raise InvalidInput(field="to_wallet_id", problem="same_wallet")
    asked = request(
        "transfer", key=key, by=by, now=now, reason=reason, note=note, points=points, giver=from_wallet_id,
        taker=to_wallet_id,
    )  # fmt: skip
    with writing():
        locked = lock_wallets([from_wallet_id, to_wallet_id])
        giver, answered = load(locked[from_wallet_id], asked.key)
        if answered:
            return answered.outcome(asked)
        taker = load_other(locked[to_wallet_id], asked)
        given, taken = plan_transfer(giver, taker, points, asked.now)
        outcome = post(given, asked, EntryKind.TRANSFER)
        announce_arrival(taken, post(taken, asked, EntryKind.TRANSFER), now=asked.now)
        return outcome
