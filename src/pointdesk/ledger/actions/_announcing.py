from datetime import datetime

from pointdesk.ledger.events import PointsArrived
from pointdesk.ledger.rules.movement import Outcome, WalletPlan
from pointdesk.outbox.actions import publish


def announce_arrival(plan: WalletPlan, outcome: Outcome, *, now: datetime) -> None:
    """Publish PointsArrived if the act let the spendable points rise; what died in the same act did not arrive."""
    arrived = sum(draft.change for draft in (*((plan.act,) if plan.act else ()), *plan.after))
    if arrived > 0 and outcome.seq is not None:
        publish(
            PointsArrived(
                wallet_id=plan.wallet.id, customer_id=plan.wallet.customer_id, entry_seq=outcome.seq,
                kind=outcome.kind.value, points=arrived,
            ),
            now=now,
        )  # fmt: skip
