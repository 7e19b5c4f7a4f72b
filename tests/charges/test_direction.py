"""Which way a price may go: P6 (closed), P9 (bug), P11 (under review)."""

import pytest

from pointdesk.charges.errors import BugIsFree, CallerNotVerified, PriceOnlyGoesDown
from pointdesk.charges.rules import Standing, check_caller, check_direction, check_lowers


@pytest.mark.parametrize(
    ("wanted", "standing"),
    [
        (80, Standing("1001", None)),
        (80, Standing("1001", 40)),
        (20, Standing("1001", 40)),
        (40, Standing("1001", 40, settled=True)),
        (0, Standing("1001", 40, settled=True)),
        (39, Standing("1001", 40, under_review=True)),
        (0, Standing("1001", 0, is_bug=True)),
    ],
)
def test_prices_that_may_be(wanted, standing):
    assert check_direction(wanted, standing) is None


@pytest.mark.parametrize("why", ["settled", "under_review"])
def test_a_closed_or_contested_price_only_goes_down(why):
    with pytest.raises(PriceOnlyGoesDown) as refused:
        check_direction(41, Standing("1001", 40, **{why: True}))
    assert refused.value.facts() == {"reference": "1001", "price": 40, "wanted": 41}


def test_a_bug_is_free():
    with pytest.raises(BugIsFree) as refused:
        check_direction(10, Standing("1001", 0, is_bug=True))
    assert refused.value.facts() == {"reference": "1001", "wanted": 10}


@pytest.mark.parametrize("wanted", [40, 41])
def test_a_review_lowers_or_does_nothing(wanted):
    with pytest.raises(PriceOnlyGoesDown):
        check_lowers(wanted, Standing("1001", 40))


def test_a_review_may_lower_to_nothing():
    assert check_lowers(0, Standing("1001", 1)) is None


@pytest.mark.parametrize("wanted", [0, 10, 40])
def test_what_is_not_higher_needs_no_verified_caller(wanted):
    assert check_caller(wanted, Standing("1001", 40, unverified_caller=True)) is None


@pytest.mark.parametrize("price", [None, 0, 40])
def test_a_higher_price_by_phone_needs_a_verified_caller(price):
    with pytest.raises(CallerNotVerified):
        check_caller(41, Standing("1001", price, unverified_caller=True))
    assert check_caller(41, Standing("1001", price)) is None
