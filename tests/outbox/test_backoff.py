from datetime import timedelta

import pytest

from pointdesk.outbox.rules import MOST_ATTEMPTS, wait_after


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [(1, 10), (2, 20), (3, 40), (8, 1280), (12, 20480), (13, 21600), (16, 21600), (10_000, 21600)],
)
def test_waits_double_up_to_six_hours(attempts, seconds):
    assert wait_after(attempts, 0) == timedelta(seconds=seconds)


def test_jitter_shortens_by_up_to_a_fifth():
    assert wait_after(1, 0.5) == timedelta(seconds=9)
    assert timedelta(seconds=8) < wait_after(1, 0.999) < timedelta(seconds=8.01)


def test_all_attempts_take_more_than_a_day():
    whole = sum((wait_after(n, 0) for n in range(1, MOST_ATTEMPTS)), timedelta())
    assert timedelta(hours=29) < whole < timedelta(hours=30)
