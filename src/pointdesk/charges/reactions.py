"""What charges do after an event; each may be called any number of times."""

from datetime import datetime

from pointdesk.charges.actions import serve_queue
from pointdesk.ledger.events import PointsArrived


def charge_waiting(event: PointsArrived, *, now: datetime) -> None:
    """Points have arrived in a wallet: charge what waits there, oldest first (P5)."""
    serve_queue(wallet_id=event.wallet_id, now=now)
