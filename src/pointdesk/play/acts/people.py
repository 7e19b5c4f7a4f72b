"""What happens to customers as a whole."""

from datetime import datetime

from pointdesk.lifecycle import actions as lifecycle
from pointdesk.play.rules import verbs
from pointdesk.play.stage.stage import WHY, Stage
from pointdesk.play.stage.world import licence_of


def transfer(verb: verbs.Transfer, stage: Stage, now: datetime) -> None:
    """The manager notes that a licence was sold, and moves points with it."""
    lifecycle.transfer_licence(
        from_customer_id=stage.customer(verb.customer, now), to_customer_id=stage.customer(verb.to, now),
        product_id=licence_of(verb.product).pk, points=verb.points, by=stage.staff(verb.by, now), now=now, reason=WHY,
    )  # fmt: skip


def merge_customers(verb: verbs.MergeCustomers, stage: Stage, now: datetime) -> None:
    """The manager finds that two customers are one."""
    lifecycle.merge_customers(
        customer_id=stage.customer(verb.customer, now), survivor_id=stage.customer(verb.into, now),
        by=stage.staff(verb.by, now), now=now, reason=WHY,
    )  # fmt: skip
