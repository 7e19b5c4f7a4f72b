from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def last_due(at: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """The latest instant, not after `now`, at which a daily job of `at` (HH:MM in the zone) came due.

    Exactly one instant belongs to each day: an hour that the clock skips counts as if it had not been skipped, of an
    hour that comes twice the first counts.
    """
    today = now.astimezone(zone).date()
    candidates = (
        datetime.combine(today - timedelta(days=back), time.fromisoformat(at), tzinfo=zone).astimezone(UTC)
        for back in (0, 1)
    )
    return next(due for due in candidates if due <= now)
