from datetime import date

import pytest

from pointdesk.sales.rules import Difference, OrderStatus, Units, difference, last_day_of_held_gift, share, units_due

PENDING, PAID, PARTLY, REFUNDED, CANCELLED, CHARGED_BACK = OrderStatus


@pytest.mark.parametrize(
    ("status", "units", "due"),
    [
        (PENDING, Units(2), 0),
        (PAID, Units(2), 2),
        (PAID, Units(2, 1), 1),
        (PARTLY, Units(2, 2), 0),
        (PARTLY, Units(1, 2), 0),
        (REFUNDED, Units(2), 0),
        (CANCELLED, Units(2), 0),
        (CHARGED_BACK, Units(2), 0),
    ],
)
def test_units_due(status, units, due):
    assert units_due(status, units) == due


@pytest.mark.parametrize(
    ("status", "units", "held", "expected"),
    [
        (PENDING, Units(2), 0, Difference()),
        (PAID, Units(2), 0, Difference(give=2)),
        (PAID, Units(3), 2, Difference(give=1)),
        (PAID, Units(1), 3, Difference(refund=2)),
        (PAID, Units(2), 2, Difference()),
        (PARTLY, Units(3, 1), 3, Difference(refund=1)),
        (PARTLY, Units(3, 1), 0, Difference(give=2)),
        (REFUNDED, Units(2), 2, Difference(refund=2)),
        (REFUNDED, Units(2), 0, Difference()),
        (CHARGED_BACK, Units(3), 3, Difference(charge_back=3)),
        (CHARGED_BACK, Units(3, 1), 3, Difference(refund=1, charge_back=2)),
        (CHARGED_BACK, Units(3, 1), 2, Difference(charge_back=2)),
        (CHARGED_BACK, Units(3), 0, Difference()),
    ],
)
def test_difference(status, units, held, expected):
    assert difference(status, units, held=held) == expected


@pytest.mark.parametrize(("cents", "quantity"), [(10_000, 3), (0, 5), (1, 7), (5000, 1), (27_500, 200)])
def test_the_shares_of_all_units_add_up_to_the_line(cents, quantity):
    shares = [share(cents, quantity, before, 1) for before in range(quantity)]
    assert sum(shares) == cents
    assert share(cents, quantity, 0, quantity) == cents
    assert max(shares) - min(shares) <= 1


@pytest.mark.parametrize(
    ("purchased_on", "decided_on", "last_day"),
    [
        (date(2026, 3, 10), date(2026, 3, 12), date(2027, 3, 10)),
        (date(2026, 3, 10), date(2027, 2, 8), date(2027, 3, 10)),
        (date(2026, 3, 10), date(2027, 2, 9), date(2027, 3, 11)),
        (date(2026, 3, 10), date(2028, 1, 1), date(2028, 1, 31)),
        (date(2024, 2, 29), date(2024, 3, 1), date(2025, 2, 28)),
    ],
    ids=["soon", "thirty days ahead", "less than thirty", "long after", "leap day"],
)
def test_a_gift_held_back_lives_a_month_at_least(purchased_on, decided_on, last_day):
    assert last_day_of_held_gift(purchased_on, decided_on, validity_years=1, least_days=30) == last_day
