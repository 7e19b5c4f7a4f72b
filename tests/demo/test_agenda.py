from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from pointdesk.demo import hours
from pointdesk.demo.agenda import Agenda
from pointdesk.kit.clock import StoppedClock

START = datetime(2026, 5, 4, 9, tzinfo=UTC)
ATHENS = ZoneInfo("Europe/Athens")


def test_stories_go_on_side_by_side_in_the_order_of_time():
    clock, seen = StoppedClock(START), []
    agenda = Agenda(clock, START + timedelta(hours=10))

    def story(name, *moments):
        for hour in moments:
            yield START + timedelta(hours=hour)
            seen.append((name, clock.now()))

    agenda.add(story("a", 1, 3, 11))
    agenda.add(story("b", 1, 2))
    after = []
    agenda.play(after_each=after.append)
    expected = [("a", 1), ("b", 1), ("b", 2), ("a", 3)]
    assert seen == [(name, START + timedelta(hours=hour)) for name, hour in expected]
    assert after == [moment for _, moment in seen]


def test_a_moment_that_is_over_is_now():
    clock, seen = StoppedClock(START), []
    agenda = Agenda(clock, START + timedelta(hours=1))

    def late():
        yield START - timedelta(days=1)
        seen.append(clock.now())

    agenda.add(late())
    agenda.play(after_each=lambda _: None)
    assert seen == [START]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 5, 5, 12, tzinfo=ATHENS), "2026-05-05 12:00"),
        (datetime(2026, 5, 5, 7, tzinfo=ATHENS), "2026-05-05 09:"),
        (datetime(2026, 5, 5, 18, tzinfo=ATHENS), "2026-05-06 09:"),
        (datetime(2026, 5, 8, 19, tzinfo=ATHENS), "2026-05-11 09:"),
        (datetime(2026, 5, 10, 12, tzinfo=ATHENS), "2026-05-11 09:"),
    ],
    ids=["at work", "early", "evening", "Friday evening", "Sunday"],
)
def test_office_hours(at, day):
    assert str(hours.in_office(at, ATHENS, Random(1))).startswith(day)


def test_people_sleep():
    night = datetime(2026, 5, 5, 23, 30, tzinfo=ATHENS)
    assert str(hours.awake(night, ATHENS, Random(1)).date()) == "2026-05-06"
    noon = datetime(2026, 5, 5, 12, 30, tzinfo=ATHENS)
    assert hours.awake(noon, ATHENS, Random(1)) == noon


@pytest.mark.parametrize(("days", "day"), [(0, "2026-05-08"), (1, "2026-05-08"), (2, "2026-05-08"), (3, "2026-05-07")])
def test_days_before_a_sunday_are_working_days(days, day):
    sunday = datetime(2026, 5, 10, 12, tzinfo=ATHENS)
    assert str(hours.days_before(sunday, days, time(10), ATHENS)) == f"{day} 10:00:00+03:00"
