from datetime import datetime

from pointdesk.ledger.events import WalletReleased
from pointdesk.ledger.models import Arrears
from pointdesk.ledger.rules import Settlement
from pointdesk.ledger.rules.movement import WalletPlan
from pointdesk.outbox.actions import publish


def settle_oldest(wallet_id: int, points: int, how: Settlement, *, now: datetime) -> None:
    """Take `points` off a wallet's arrears, the oldest first; the entry that says so is written by the caller."""
    for arrears in Arrears.objects.filter(wallet_id=wallet_id, open_points__gt=0).order_by("id") if points else ():
        taken = min(points, arrears.open_points)
        points -= taken
        arrears.open_points -= taken
        if not arrears.open_points:
            arrears.settled_how, arrears.settled_at = how.value, now
        arrears.save(update_fields=["open_points", "settled_how", "settled_at"])
        if not points:
            break


def announce_release(plan: WalletPlan, seq: int | None, *, now: datetime) -> None:
    """Publish WalletReleased if the act settled the last that the wallet owed."""
    if seq and plan.wallet.arrears and plan.act and plan.wallet.arrears + plan.act.arrears == 0:
        publish(WalletReleased(wallet_id=plan.wallet.id, customer_id=plan.wallet.customer_id, entry_seq=seq), now=now)
