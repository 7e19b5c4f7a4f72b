from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import SYSTEM
from pointdesk.ledger.actions._posting import post
from pointdesk.ledger.actions.lock_wallet import lock_wallet
from pointdesk.ledger.queries.load import load
from pointdesk.ledger.queries.rows import rows, stored
from pointdesk.ledger.rules.expiring import deaths
from pointdesk.ledger.rules.kinds import EntryKind
from pointdesk.ledger.rules.movement import WalletPlan
from pointdesk.ledger.rules.request import request

_CHUNK = 500
_DYING = (
    "SELECT DISTINCT wallet_id FROM ledger_lot WHERE available > 0 AND expires_at <= %s AND wallet_id > %s "
    "ORDER BY wallet_id LIMIT %s"
)


def expire(now: datetime) -> int:
    """The nightly job: book the lots that died with points on them; the number of lots booked.

    Changes no spendable balance (invariant 8): expiry is judged at the moment of use, this only writes it down. Each
    wallet is a transaction of its own, so nobody waits for the night, and a job cut short goes on the next time.
    """
    booked, last = 0, 0
    while wallets := rows(_DYING, [stored(now), last, _CHUNK]):
        for (wallet_id,) in wallets:
            booked += _expire_wallet(wallet_id, now)
        last = wallets[-1][0]
    return booked


def _expire_wallet(wallet_id: int, now: datetime) -> int:
    # Nothing asks for this twice under one key: a lot without available points has nothing left to book.
    asked = request("expire", key=f"expire:{wallet_id}", by=SYSTEM, now=now)
    with writing():
        wallet, _ = load(lock_wallet(wallet_id))
        plan = WalletPlan(wallet, deaths(wallet, asked.now))
        post(plan, asked, EntryKind.EXPIRY)
        return len(plan.before)
