"""Price lists, and the night."""

from datetime import datetime

from pointdesk.catalog.actions import change_prices
from pointdesk.outbox.actions import run_jobs
from pointdesk.play.rules import verbs
from pointdesk.play.stage.stage import Stage
from pointdesk.play.stage.world import MANAGER


def new_prices(verb: verbs.NewPrices, stage: Stage, now: datetime) -> None:
    """The manager publishes a new version of a price list."""
    change_prices(
        line_id=stage.line(verb.product), in_force_from=verb.from_, points=dict(verb.points),
        by=stage.staff(MANAGER, now), now=now,
    )  # fmt: skip


def nightly(verb: verbs.Nightly, stage: Stage, now: datetime) -> None:
    """Every recurring job runs."""
    run_jobs(now)
