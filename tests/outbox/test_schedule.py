from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from tests.outbox import stage
from tests.outbox.stage import Rang, noted

from pointdesk.kit import clock
from pointdesk.outbox import queries
from pointdesk.outbox.actions import drain, prune, publish, run_jobs, start_jobs
from pointdesk.outbox.models import ScheduledRun
from pointdesk.outbox.rules import last_due

ATHENS = ZoneInfo("Europe/Athens")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (utc(2026, 5, 5, 0, 29), utc(2026, 5, 4, 0, 30)),
        (utc(2026, 5, 5, 0, 30), utc(2026, 5, 5, 0, 30)),
        (utc(2026, 5, 5, 21, 1), utc(2026, 5, 5, 0, 30)),
        # 29 March 2026: 03:00 becomes 04:00 in Athens, 03:30 does not exist.
        (utc(2026, 3, 29, 1, 29), utc(2026, 3, 28, 1, 30)),
        (utc(2026, 3, 29, 1, 30), utc(2026, 3, 29, 1, 30)),
        (utc(2026, 3, 30, 0, 30), utc(2026, 3, 30, 0, 30)),
        # 25 October 2026: 04:00 becomes 03:00, 03:30 comes twice.
        (utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 0, 30)),
        (utc(2026, 10, 25, 1, 30), utc(2026, 10, 25, 0, 30)),
        (utc(2026, 10, 26, 1, 30), utc(2026, 10, 26, 1, 30)),
    ],
)
def test_when_half_past_three_in_athens_was_last(now, due):
    assert last_due("03:30", now=now, zone=ATHENS) == due


@pytest.mark.parametrize("at", ["00:00", "03:00", "03:30", "03:59", "04:00", "23:59"])
def test_every_day_has_exactly_one_run_also_where_the_clock_is_changed(at):
    start = utc(2026, 3, 1)
    seen = {last_due(at, now=start + timedelta(minutes=5 * n), zone=ATHENS) for n in range(12 * 24 * 365)}
    days = sorted(due.astimezone(ATHENS).date() for due in seen)
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]


@pytest.mark.django_db
class TestJobs:
    def test_each_runs_once_a_day(self, now):
        assert start_jobs(now) == ["tidy", "count up"]
        assert start_jobs(now) == []
        drain(now)

        assert start_jobs(now + timedelta(hours=12)) == []
        assert start_jobs(now + timedelta(hours=13)) == ["count up"]  # 01:00 in Athens
        assert start_jobs(now + timedelta(hours=16)) == ["tidy"]
        drain(now + timedelta(hours=16))

        assert [len(noted("tidied")), len(noted("counted up"))] == [2, 2]

    def test_missed_days_are_made_up_for_once(self, now):
        start_jobs(now)
        drain(now)

        later = now + timedelta(days=10)
        start_jobs(later)
        drain(later)

        assert noted("tidied") == [now.isoformat(), later.isoformat()]

    def test_they_take_turns_by_time_of_day_when_all_are_run(self, now):
        assert run_jobs(now) == ["count up", "tidy"]

    def test_a_failing_job_is_tried_again(self, now, monkeypatch):
        def fail(now):
            raise RuntimeError("no room left")

        monkeypatch.setitem(stage.SCHEDULE, "tidy", ("03:30", fail))
        start_jobs(now)
        drain(now)

        assert [(t.event, t.error) for t in queries.failing()] == [("JobDue", "RuntimeError: no room left")]

        monkeypatch.setitem(stage.SCHEDULE, "tidy", ("03:30", stage.tidy))
        drain(now + timedelta(minutes=1))

        assert (len(noted("tidied")), queries.failing()) == (1, [])

    def test_a_job_that_left_the_table_is_seen(self, now, monkeypatch):
        start_jobs(now)
        monkeypatch.delitem(stage.SCHEDULE, "tidy")
        drain(now)

        assert [t.error for t in queries.failing()] == ["NotFound: NotFound(kind='job', ref='tidy')"]

    def test_they_run_though_there_is_always_something_to_do(self, now, monkeypatch):
        clock_of_worker = clock.StoppedClock(now)

        def an_hour_of_work(event: Rang, *, now: datetime) -> None:
            clock_of_worker.advance(timedelta(hours=1))
            stage.heard(event, now=now)

        monkeypatch.setitem(stage.REACTIONS, Rang, [an_hour_of_work])
        start_jobs(now)
        drain(now)
        publish(Rang(number=1, echoes=20), now=now)
        with clock.told_by(clock_of_worker):
            call_command("worker", once=True)

        # At 00:30 in UTC it came due, at 01:00 it was seen; one more hour of work stood before it in the queue.
        assert noted("tidied") == [now.isoformat(), utc(2026, 5, 6, 2).isoformat()]

    def test_an_idle_moment_costs_a_query_per_job(self, now, django_assert_num_queries):
        start_jobs(now)
        with django_assert_num_queries(2):
            start_jobs(now)

    def test_forgetting_old_runs_starts_nothing_anew(self, now):
        start_jobs(now)
        later = now + timedelta(days=91)
        start_jobs(later)
        prune(later)

        assert ScheduledRun.objects.count() == 2
        assert start_jobs(later) == []
