"""What charges do after an event; each may be called any number of times."""

from datetime import datetime

from pointdesk.charges.actions import serve_queue
from pointdesk.ledger.events import PointsArrived, WalletReleased


def charge_waiting(event: PointsArrived | WalletReleased, *, now: datetime) -> None:
    """Points have arrived in a wallet, or it owes none any more: charge what waits there, oldest first (P5)."""
    serve_queue(wallet_id=event.wallet_id, now=now)
