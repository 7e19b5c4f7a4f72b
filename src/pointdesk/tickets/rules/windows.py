"""The two windows of P16, in calendar days of the vendor's zone, the last day included."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pointdesk.kit.days import day_of, start_of


def last_day_to_reopen(closed_at: datetime, *, reopen_days: int, zone: ZoneInfo) -> date:
    """The last day on which a ticket may be reopened: `reopen_days` after the day of closing (ruling 19)."""
    return day_of(closed_at, zone) + timedelta(days=reopen_days)


def solved_before(now: datetime, *, auto_close_days: int, zone: ZoneInfo) -> datetime:
    """A ticket solved before this instant, and not answered since, is closed by itself now.

    The customer has the day of the solution and `auto_close_days` whole days after it.
    """
    return start_of(day_of(now, zone) - timedelta(days=auto_close_days), zone)
