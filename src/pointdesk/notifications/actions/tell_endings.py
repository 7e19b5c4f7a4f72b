from collections.abc import Iterator
from datetime import datetime, timedelta

from pointdesk.base.database import writing
from pointdesk.kit.days import day_of, end_of
from pointdesk.ledger import queries as ledger
from pointdesk.ledger.queries import Ending
from pointdesk.notifications.actions.write_notices import write_notices
from pointdesk.notifications.models import ToldEnding
from pointdesk.notifications.queries import owners_of, points_facts
from pointdesk.notifications.rules import AFTERWARDS, Dying, due_reminder, letters
from pointdesk.vendor.queries import policies

LATE_DAYS = 7
"""That points expired is told this many days late at most, if no job ran; the statement says it for ever."""


def tell_endings(now: datetime) -> int:
    """The daily job: remind owners of unspent points that end 60, 30, 7 and 1 days later (as the vendor set it), and
    tell them of those that have expired (R42); returns how many notices were written.

    Each reminder is told once for each wallet and last day, all lots of that day in one mail; one that was missed is
    made up for with the true number of days. Every wallet is a transaction of its own.
    """
    return sum(_tell(ending, days_before, now) for ending, days_before in _due(now))


def _due(now: datetime) -> Iterator[tuple[Ending, int]]:
    here = policies()
    today = day_of(now, here.zone)
    horizon = end_of(today + timedelta(days=max(here.reminder_days, default=0)), here.zone)
    for ending in ledger.dying(now, horizon):
        due = due_reminder(
            ending.last_valid_day, born_on=ending.purchased_on, today=today, days_before=here.reminder_days
        )
        if due is not None:
            yield ending, due
    for ending in ledger.died(now - timedelta(days=LATE_DAYS), now):
        yield ending, AFTERWARDS


def _tell(ending: Ending, days_before: int, now: datetime) -> int:
    told = {"wallet_id": ending.wallet_id, "last_day": ending.last_valid_day, "days_before": days_before}
    with writing():
        _, new = ToldEnding.objects.get_or_create(**told, defaults={"told_at": now})
        if not new:
            return 0
        points = points_facts(ending.wallet_id, now=now)
        day = ending.last_valid_day
        about = f"{ending.wallet_id}.{day.isoformat()}.{days_before}"
        to = owners_of(ending.customer_id)
        if days_before == AFTERWARDS:
            return write_notices(
                "points_expired", about, to=to, now=now,
                write=lambda say, reader, _: letters.points_expired(
                    say, reader, points, points=ending.points, last_day=day
                ),
            )  # fmt: skip
        days = (day - day_of(now, policies().zone)).days
        dying = Dying(points=ending.points, last_day=day, days=days)
        return write_notices(
            "points_expiring", about, to=to, now=now,
            write=lambda say, reader, _: letters.points_expiring(say, reader, points, dying),
        )  # fmt: skip
