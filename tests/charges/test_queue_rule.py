"""P5 and ruling 16: strictly in order, none behind the first that does not fit."""

from datetime import timedelta

import pytest
from tests.conftest import TODAY

from pointdesk.charges.rules import Waiting, missing, served


def queue(*needs: int) -> list[Waiting]:
    """Charges 1, 2, 3 … that began to wait one minute after the other."""
    return [Waiting(TODAY + timedelta(minutes=n), n, need) for n, need in enumerate(needs, 1)]


@pytest.mark.parametrize(
    ("needs", "available", "expected"),
    [
        ((), 100, []),
        ((25,), 24, []),
        ((25,), 25, [1]),
        ((40, 25), 40, [1]),
        ((40, 25), 64, [1]),
        ((40, 25), 65, [1, 2]),
        ((100, 20), 30, []),
        ((10, 100, 10), 30, [1]),
        ((10, 10, 10), 30, [1, 2, 3]),
    ],
)
def test_who_is_served(needs, available, expected):
    assert [waiting.charge_id for waiting in served(queue(*needs), available)] == expected


def test_the_order_given_does_not_matter_only_the_places_do():
    assert [w.charge_id for w in served(queue(40, 25, 10)[::-1], 70)] == [1, 2]


def test_of_two_that_wait_since_the_same_moment_the_older_charge_is_first():
    both = [Waiting(TODAY, 8, 10), Waiting(TODAY, 7, 10)]
    assert [w.charge_id for w in served(both, 10)] == [7]


@pytest.mark.parametrize(
    ("needs", "charge_id", "available", "expected"),
    [
        ((25,), 1, 20, 5),
        ((110,), 1, 70, 40),
        ((40, 25), 2, 60, 5),
        ((40, 25), 1, 60, 0),
        ((40, 25, 10), 3, 0, 75),
        ((40, 25, 10), 2, 0, 65),
        ((25,), 2, 0, 0),
    ],
    ids=["short by five", "story 10", "behind another", "only a hold stands in the way", "last", "middle", "no place"],
)
def test_what_is_missing_counts_everyone_up_to_mine(needs, charge_id, available, expected):
    assert missing(queue(*needs), charge_id, available) == expected
