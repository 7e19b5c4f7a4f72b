from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from pointdesk.kit.days import day_of, end_of, years_after

ATHENS = ZoneInfo("Europe/Athens")


@pytest.mark.parametrize(
    ("day", "later"),
    [(date(2026, 3, 10), date(2027, 3, 10)), (date(2024, 2, 29), date(2025, 2, 28))],
    ids=["plain", "leap"],
)
def test_a_year_later(day, later):
    assert years_after(day, 1) == later


def test_a_day_ends_when_the_next_begins_in_the_zone():
    assert end_of(date(2027, 3, 10), ATHENS) == datetime(2027, 3, 10, 22, tzinfo=UTC)


def test_a_day_is_the_zones_day():
    assert day_of(datetime(2027, 3, 10, 22, 30, tzinfo=UTC), ATHENS) == date(2027, 3, 11)
