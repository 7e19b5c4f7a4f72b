"""When people work and when they write, in the vendor's zone. Pure."""

from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

SATURDAY = 5
OFFICE = (time(9), time(18))
AWAKE = (time(8), time(22))


def in_office(moment: datetime, zone: ZoneInfo, chance: Random) -> datetime:
    """The moment, or one in the first hour of the next working day where nobody is at the office then."""
    here = moment.astimezone(zone)
    while here.weekday() >= SATURDAY or not OFFICE[0] <= here.time() < OFFICE[1]:
        here = _next_morning(here, OFFICE[0])
        here += timedelta(minutes=chance.randrange(1, 60))
    return here


def awake(moment: datetime, zone: ZoneInfo, chance: Random) -> datetime:
    """The moment, or one in the next morning where people sleep then."""
    here = moment.astimezone(zone)
    if not AWAKE[0] <= here.time() < AWAKE[1]:
        here = _next_morning(here, AWAKE[0]) + timedelta(minutes=chance.randrange(1, 120))
    return here


def days_before(end: datetime, days: int, at: time, zone: ZoneInfo) -> datetime:
    """That time of day so many days before the end; on the Friday before where that is a weekend."""
    day = end.astimezone(zone).date() - timedelta(days=days)
    day -= timedelta(days=max(0, day.weekday() - SATURDAY + 1))
    return datetime.combine(day, at, tzinfo=zone)


def _next_morning(here: datetime, at: time) -> datetime:
    day = here.date() if here.time() < at else here.date() + timedelta(days=1)
    return datetime.combine(day, at, tzinfo=here.tzinfo)
