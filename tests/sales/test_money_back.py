"""What goes when money is paid back (P14, P22, ruling 24; scenario 27): what is unused, once for each unit."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
from tests.factories.cast import EMIL
from tests.factories.catalog import make_product_line
from tests.factories.sales import (
    LICENCE,
    P60,
    P120,
    customer_of,
    living,
    movements,
    points,
    report,
    units,
    wallet,
)
from tests.sales.rows import everything

from pointdesk.customers.actions import register_customer
from pointdesk.customers.models import Ownership
from pointdesk.kit.actors import SYSTEM
from pointdesk.ledger.actions import charge, give_back, open_wallet, transfer
from pointdesk.ledger.models import Posting
from pointdesk.ledger.queries import is_on_hold, roll_forward
from pointdesk.ledger.rules import LotKind, Subject
from pointdesk.ledger.rules.accounts import Amount
from pointdesk.outbox.models import StoredEvent
from pointdesk.sales.actions import decide_newcomer, give_goodwill
from pointdesk.sales.errors import NoNewcomerHeld
from pointdesk.sales.models import LineLot, OrderLine, WelcomeGift
from pointdesk.sales.rules import NewcomerVerdict, ReportedLine

pytestmark = pytest.mark.django_db

T1 = Subject("ticket", "1001")
SOON = timedelta(days=3)


def spend(points: int, *, now, key: str = "spend", subject: Subject = T1) -> None:
    charge(wallet_id=wallet(), subject=subject, points=points, key=key, by=SYSTEM, now=now)


def told(name: str) -> list[dict]:
    return [event.data for event in StoredEvent.objects.filter(name=name).order_by("id")]


def test_an_untouched_pack_is_cancelled_and_the_gift_stays(shop, now):
    report(LICENCE, P120, now=now)
    spend(80, now=now)
    outcome = report(LICENCE, units(P120, 1, 1), status="partially_refunded", now=now + SOON)
    assert (outcome.cancelled, outcome.arrears) == (120, 0)
    assert living(now + SOON) == [(120, "free", date(2027, 5, 5))]


@pytest.mark.parametrize("status", ["refunded", "cancelled"])
def test_an_order_paid_back_loses_its_unused_points_gift_and_product(shop, now, status):
    report(LICENCE, P120, now=now)
    spend(210, now=now)
    outcome = report(LICENCE, P120, status=status, now=now + SOON)
    assert (outcome.cancelled, points(now + SOON)) == (110, 0)
    assert movements(now + SOON)[-1] == ("cancellation", 0)
    owned = Ownership.objects.get()
    assert (owned.since, owned.until) == (date(2026, 5, 5), date(2026, 5, 8))


def test_each_unit_is_paid_back_once(shop, now):
    report(units(P60, 3), now=now)
    for refunded, left in ((1, 120), (1, 120), (2, 60), (1, 60), (3, 0), (3, 0)):
        report(units(P60, 3, refunded), status="partially_refunded", now=now)
        assert points(now) == left
    assert [row for row in movements(now) if row[0] == "cancellation"] == [("cancellation", -60)] * 3


def test_a_unit_takes_what_is_unused_of_the_whole_line(shop, now):
    report(units(P60, 3), now=now)
    spend(90, now=now)
    report(units(P60, 3, 1), now=now)
    assert points(now) == 30
    report(units(P60, 3, 2), now=now)
    assert points(now) == 0


def test_points_that_come_back_later_stay_with_the_customer(shop, now):
    report(P60, now=now)
    spend(60, now=now)
    report(P60, status="refunded", now=now)
    give_back(wallet_id=wallet(), subject=T1, points=60, key="bug", by=SYSTEM, now=now)
    for _ in range(2):
        report(P60, status="refunded", now=now)
    assert points(now) == 60


def test_points_that_came_back_into_a_younger_lot_go_too(shop, now):
    report(P60, now=now)
    spend(60, now=now)
    late = now + timedelta(days=350)
    give_back(wallet_id=wallet(), subject=T1, points=40, key="late bug", by=SYSTEM, now=late)
    assert living(late) == [(40, "paid", (late + timedelta(days=30)).date())]
    outcome = report(P60, status="refunded", now=late)
    assert (outcome.cancelled, points(late)) == (40, 0)


def test_of_two_lots_of_one_line_the_younger_goes_first(shop, now):
    report(P60, now=now)
    report(units(P60, 2), now=now)
    spend(70, now=now)
    report(units(P60, 2, 1), now=now)
    assert points(now) == 0
    assert list(LineLot.objects.order_by("id").values_list("units", "taken_units")) == [(1, 0), (1, 1)]
    report(units(P60, 2, 2), now=now)
    assert list(LineLot.objects.order_by("id").values_list("units", "taken_units")) == [(1, 1), (1, 1)]


@pytest.mark.parametrize("status", ["refunded", "cancelled", "charged_back"])
def test_an_order_that_was_never_seen_paid_has_nothing_to_give_or_take(shop, now, status):
    report(LICENCE, P60, status="pending", now=now)
    outcome = report(LICENCE, P60, status=status, now=now)
    assert (outcome.cancelled, outcome.arrears) == (0, 0)
    late = report(LICENCE, P60, status="paid", now=now)
    assert (late.granted, late.gifted, late.status, points(now)) == (0, 0, status, 0)
    assert Ownership.objects.count() == 0


def test_a_refund_that_comes_before_the_payment(shop, now):
    paid_at = date(2026, 5, 1)
    report(LICENCE, units(P60, 3, 1), status="partially_refunded", paid_at=paid_at, now=now)
    report(LICENCE, units(P60, 3), status="paid", paid_at=paid_at, now=now)
    assert living(now) == [(200, "free", date(2027, 5, 1)), (120, "paid", date(2027, 5, 1))]


def test_a_partial_refund_of_an_amount_takes_no_units(shop, now):
    report(P60, now=now)
    report(P60, status="partially_refunded", now=now)
    assert points(now) == 60


def test_one_of_two_licences_paid_back_leaves_gift_and_product(shop, now):
    report(units(LICENCE, 2), now=now)
    report(LICENCE, number="1002", now=now)
    report(units(LICENCE, 2, 1), now=now)
    assert (points(now), Ownership.objects.filter(until=None).count()) == (200, 2)
    report(units(LICENCE, 2, 2), now=now)
    assert (points(now), Ownership.objects.filter(until=None).count()) == (200, 1)
    report(LICENCE, number="1002", status="refunded", now=now)
    assert (points(now), Ownership.objects.filter(until=None).count()) == (0, 0)


def test_a_gift_that_was_taken_back_does_not_come_again(shop, now):
    report(LICENCE, now=now)
    report(LICENCE, status="refunded", now=now)
    report(LICENCE, number="1002", now=now)
    report(LICENCE, number="1002", status="refunded", now=now)
    assert movements(now) == [("gift", 200), ("cancellation", -200)]


def test_a_held_gift_is_void_when_the_product_is_paid_back(shop, now):
    report(P60, vat_id="EL094019245", now=now)
    facts = {"customer": "beta", "vat_id": "EL094019245", "now": now}
    report(LICENCE, number="2", **facts)
    report(LICENCE, number="2", status="refunded", **facts)
    decision = {"line_id": make_product_line().pk, "verdict": NewcomerVerdict.NEW, "by": EMIL, "now": now}
    with pytest.raises(NoNewcomerHeld):
        decide_newcomer(customer_id=customer_of("beta").pk, **decision)
    # None was ever given, so the next purchase is the first.
    assert report(LICENCE, number="3", **facts).held is True
    assert decide_newcomer(customer_id=customer_of("beta").pk, **decision) == 200


def test_points_moved_to_another_customer_stay_there_and_staff_are_told(shop, now):
    outcome = report(P60, now=now)
    other = register_customer(name="Buyer of the shop", by=SYSTEM, now=now)
    to = open_wallet(customer_id=other.pk, line_id=make_product_line().pk)
    transfer(from_wallet_id=wallet(), to_wallet_id=to, points=45, key="sold", by=EMIL, now=now, reason="licence_sold")
    back = report(P60, status="refunded", now=now)
    assert back.cancelled == 15
    assert told("PaidBackPointsMoved") == [
        {"order_id": outcome.order_id, "shop": "shop", "number": "1001", "customer_id": outcome.customer_id,
         "lot_id": LineLot.objects.get().lot_id, "points": 45},
    ]  # fmt: skip


def test_after_a_charge_back_what_was_spent_is_owed(shop, now):
    report(P120, now=now)
    spend(80, now=now)
    outcome = report(P120, status="charged_back", now=now + SOON)
    assert (outcome.cancelled, outcome.arrears, points(now + SOON), is_on_hold(wallet())) == (40, 80, 0, True)
    assert told("OrderChargedBack") == [
        {"order_id": outcome.order_id, "shop": "shop", "number": "1001", "customer_id": outcome.customer_id,
         "cancelled": 40, "arrears": 80},
    ]  # fmt: skip
    before = everything()
    report(P120, status="charged_back", now=now + SOON)
    report(P120, status="refunded", now=now + SOON)
    assert everything() == before


def test_what_expired_unused_is_not_owed_after_a_charge_back(shop, now):
    report(P120, now=now)
    spend(20, now=now)
    outcome = report(P120, status="charged_back", now=now + timedelta(days=400))
    assert (outcome.cancelled, outcome.arrears) == (0, 20)


def test_a_charge_back_owes_nothing_for_units_that_were_paid_back_before(shop, now):
    report(units(P60, 2), now=now)
    spend(90, now=now)
    report(units(P60, 2, 1), now=now)
    outcome = report(units(P60, 2, 1), status="charged_back", now=now)
    assert (outcome.cancelled, outcome.arrears) == (0, 60)


def test_a_charge_back_that_tells_of_units_paid_back_before(shop, now):
    report(units(P60, 3), now=now)
    spend(90, now=now)
    outcome = report(units(P60, 3, 1), status="charged_back", now=now)
    # One unit back: 60 of the 90 left. Two taken by the bank: 30 left, 90 spent and owed.
    assert (outcome.cancelled, outcome.arrears) == (90, 90)
    assert OrderLine.objects.get().taken_units == 3


def test_spent_welcome_points_are_not_owed_after_a_charge_back(shop, now):
    report(LICENCE, now=now)
    spend(150, now=now)
    outcome = report(LICENCE, status="charged_back", now=now)
    assert (outcome.cancelled, outcome.arrears, points(now), is_on_hold(wallet())) == (50, 0, 0, False)


def test_returned_points_settle_what_is_owed_first(shop, now):
    report(P120, now=now)
    spend(80, now=now)
    report(P120, status="charged_back", now=now)
    give_back(wallet_id=wallet(), subject=T1, points=80, key="bug", by=SYSTEM, now=now)
    assert (points(now), is_on_hold(wallet())) == (0, False)


def test_a_licence_that_comes_back_is_owned_anew(shop, now):
    a, b = ReportedLine(sku="XC-LICENCE", id="a"), ReportedLine(sku="XC-POINTS-60", id="b")
    report(a, b, changed_at=now - timedelta(hours=2), now=now)
    report(b, changed_at=now - timedelta(hours=1), now=now)
    report(a, b, changed_at=now, now=now)
    assert list(Ownership.objects.order_by("id").values_list("reference", "until")) == [
        ("shop:1001:a", date(2026, 5, 5)), ("shop:1001:a:1", None),
    ]  # fmt: skip
    line = OrderLine.objects.get(ref="a")
    assert (line.given_units, line.taken_units, line.ownership.reference) == (2, 1, "shop:1001:a:1")
    assert WelcomeGift.objects.get().cancelled is True


@pytest.mark.parametrize(
    ("spent", "free_gone", "paid_gone"), [(0, 200, 120), (150, 50, 120), (300, 0, 70)], ids=["all", "some", "much"]
)
def test_free_points_are_never_refunded_in_money(shop, now, spent, free_gone, paid_gone):
    """P22: welcome and goodwill points are worth no money when they come, are spent, come back and go with a refund;
    what a refund takes away is worth what was paid for the points of the pack that are unused."""
    before = now - timedelta(seconds=1)
    report(LICENCE, P120, now=now)
    line = make_product_line("x-cart")
    give_goodwill(customer_id=customer_of().pk, line_id=line.pk, points=50, reason="Sorry", key="g", by=EMIL, now=now)
    if spent:
        spend(spent + 10, now=now)
        give_back(wallet_id=wallet(), subject=T1, points=10, key="back", by=SYSTEM, now=now)
    report(LICENCE, P120, status="refunded", now=now + SOON)

    free, paid = roll_forward(before, now + SOON)
    assert (free.kind, free.given.points, free.cancelled.points) == (LotKind.FREE, 250, free_gone)
    parts = [getattr(free, part.name) for part in fields(free)]
    assert {part.cents for part in parts if isinstance(part, Amount)} == {0}
    assert (paid.sold, paid.cancelled.points) == (Amount(120, 9500), paid_gone)
    assert paid.cancelled.cents == pytest.approx(9500 * paid_gone / 120, abs=1)
    assert not Posting.objects.filter(lot__kind=LotKind.FREE).exclude(cents=0).exists()
