"""P16 and ruling 19: calendar days of the vendor's zone, the last day included."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointdesk.kit.days import day_of
from pointdesk.tickets.rules import last_day_to_reopen, solved_before

ATHENS = ZoneInfo("Europe/Athens")


@pytest.mark.parametrize(
    ("closed_at", "last_day"),
    [
        (datetime(2026, 4, 1, 9, 0, tzinfo=UTC), date(2026, 4, 15)),
        # 23:30 in Greenwich is the next day in Athens.
        (datetime(2026, 4, 1, 23, 30, tzinfo=UTC), date(2026, 4, 16)),
        # Over the change to summer time (29 March) and the end of the month.
        (datetime(2026, 3, 20, 12, 0, tzinfo=UTC), date(2026, 4, 3)),
        (datetime(2028, 2, 20, 12, 0, tzinfo=UTC), date(2028, 3, 5)),
    ],
    ids=["noon", "late-evening", "summer-time", "leap-year"],
)
def test_the_last_day_to_reopen(closed_at, last_day):
    assert last_day_to_reopen(closed_at, reopen_days=14, zone=ATHENS) == last_day


def test_three_whole_days_to_answer():
    """Solved on 1 April at any hour: closed from the first instant of 5 April, in Athens 21:00 UTC the day before."""
    first_of_april = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
    fifth_begins = datetime(2026, 4, 4, 21, 0, tzinfo=UTC)
    just_before = datetime(2026, 4, 4, 20, 59, 59, tzinfo=UTC)
    assert first_of_april < solved_before(fifth_begins, auto_close_days=3, zone=ATHENS)
    assert first_of_april >= solved_before(just_before, auto_close_days=3, zone=ATHENS)


instants = st.timedeltas(timedelta(0), timedelta(days=2000)).map(lambda after: datetime(2024, 1, 1, tzinfo=UTC) + after)


@given(solved=instants, now=instants, days=st.integers(0, 30), zone=st.sampled_from(["Europe/Athens", "Pacific/Apia"]))
def test_the_clock_counts_days_of_the_calendar(solved, now, days, zone):
    due = solved < solved_before(now, auto_close_days=days, zone=ZoneInfo(zone))
    assert due == ((day_of(now, ZoneInfo(zone)) - day_of(solved, ZoneInfo(zone))).days > days)
