"""Days of the vendor's calendar and the instants at which they begin."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def day_of(instant: datetime, zone: ZoneInfo) -> date:
    """The calendar day of an instant in a zone."""
    return instant.astimezone(zone).date()


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The UTC instant at which a day begins in a zone."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The UTC instant at which a day is over in a zone: the day after begins (P2, "that day included")."""
    return start_of(day + timedelta(days=1), zone)


def years_after(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28 February where there is none (P2)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
