from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._queue import serve
from pointdesk.ledger import actions as ledger


def serve_queue(*, wallet_id: int, now: datetime) -> None:
    """Charge what waits in a wallet, oldest first, as far as its points go (P5, ruling 16).

    Pointdesk itself does this whenever points arrive; doing it again changes nothing. A wallet on hold serves nobody.
    Publishes ChargeServed for each charge served.
    """
    with writing():
        ledger.lock_wallet(wallet_id)
        serve(wallet_id, now=now)
