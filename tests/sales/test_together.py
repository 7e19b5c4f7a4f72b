"""Deliveries from several processes at the same moment, on a database where commits are commits."""

from collections import Counter

import pytest
from tests.conftest import TODAY
from tests.factories.cast import EMIL
from tests.factories.sales import living, make_shop, movements, points
from tests.sales.process import all_at_once

from pointdesk.customers.models import Customer, Ownership
from pointdesk.ledger.queries import verify
from pointdesk.sales import queries
from pointdesk.sales.actions import issue_secret
from pointdesk.sales.models import LineLot, Order, WelcomeGift


@pytest.fixture
def secret(committed_db: str) -> str:
    """The secret of a shop in a database that other processes can open."""
    make_shop(now=TODAY)
    return issue_secret(shop="shop", by=EMIL, now=TODAY)


def test_one_order_delivered_by_eight_at_once_gives_once(secret, tmp_path):
    delivery = ("shop", secret, "1001", "acme", "office@acme.example")
    assert all_at_once(tmp_path / "go", *[delivery] * 8, processes=3) == [0] * 3
    assert [(p, kind) for p, kind, _ in living(TODAY)] == [(200, "free"), (120, "paid")]
    assert Counter(d.effect["changed"] for d in queries.inbox().deliveries) == {True: 1, False: 7}
    assert [model.objects.count() for model in (Customer, Order, LineLot, WelcomeGift, Ownership)] == [1] * 5


def test_eight_orders_of_one_newcomer_at_once_make_one_customer_with_one_gift(secret, tmp_path):
    deliveries = [("shop", secret, str(number), "acme", "office@acme.example") for number in range(8)]
    assert all_at_once(tmp_path / "go", *deliveries, processes=3) == [0] * 3
    assert (Customer.objects.count(), points(TODAY)) == (1, 8 * 120 + 200)
    assert Counter(movements(TODAY)) == {("purchase", 120): 8, ("gift", 200): 1}
    assert verify(TODAY).findings == ()


def test_two_shops_that_report_one_newcomer_at_once_see_each_other(secret, tmp_path):
    make_shop("second", now=TODAY)
    other = issue_secret(shop="second", by=EMIL, now=TODAY)
    deliveries = [
        ("shop", secret, "1001", "acme", "office@acme.example"),
        ("second", other, "1001", "77", "office@acme.example"),
    ]
    assert all_at_once(tmp_path / "go", *deliveries, processes=2) == [0, 0]
    assert Counter(WelcomeGift.objects.values_list("state", flat=True)) == {"given": 1, "held": 1}
