"""What orders give, and when (P2, P13; scenarios 01, 27, 30, 32)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.cast import DORA, EMIL, anna
from tests.factories.customers import make_customer
from tests.factories.sales import (
    LICENCE,
    P60,
    P120,
    SHOP,
    customer_of,
    living,
    make_shop,
    movements,
    order,
    points,
    report,
    units,
    wallet,
)
from tests.factories.vendor import set_policies
from tests.sales.rows import everything

from pointdesk.audit.models import Record
from pointdesk.customers.models import Customer, Ownership
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.ledger.models import Lot
from pointdesk.outbox.models import StoredEvent
from pointdesk.sales.actions import apply_order, set_sku_effect
from pointdesk.sales.errors import LineChanged
from pointdesk.sales.models import EffectKind, LineLot, Order, OrderLine
from pointdesk.sales.rules import OrderOutcome, ReportedLine

pytestmark = pytest.mark.django_db


def told(name: str) -> list[dict]:
    """The events of that name, oldest first."""
    return [event.data for event in StoredEvent.objects.filter(name=name).order_by("id")]


def test_a_first_basket_of_a_licence_and_two_packs(shop, now):
    outcome = report(LICENCE, units(P120, 2), now=now)
    assert outcome == OrderOutcome(
        order_id=Order.objects.get().pk, customer_id=customer_of().pk, status="paid", changed=True, granted=240,
        gifted=200,
    )  # fmt: skip
    assert living(now) == [(200, "free", date(2027, 5, 5)), (240, "paid", date(2027, 5, 5))]
    assert movements(now) == [("purchase", 240), ("gift", 200)]


def test_an_order_gives_its_points_when_it_is_paid(shop, now):
    report(P120, status="pending", now=now - timedelta(days=5))
    assert points(now) == 0
    for _ in range(4):
        report(P120, paid_at=date(2026, 5, 4), now=now)
    assert living(now) == [(120, "paid", date(2027, 5, 4))]


def test_a_repeated_report_writes_nothing(shop, now):
    report(LICENCE, P120, now=now)
    before = everything()
    again = report(LICENCE, P120, now=now + timedelta(hours=1))
    assert everything() == before
    assert again == OrderOutcome(
        order_id=Order.objects.get().pk, customer_id=customer_of().pk, status="paid", changed=False
    )


@pytest.mark.parametrize(
    ("paid_at", "last_day"),
    [
        (datetime(2026, 5, 4, 20, 59, tzinfo=UTC), date(2027, 5, 4)),
        (datetime(2026, 5, 4, 21, 0, tzinfo=UTC), date(2027, 5, 5)),
        (date(2026, 5, 4), date(2027, 5, 4)),
        (None, date(2027, 5, 5)),
    ],
    ids=["before midnight in Athens", "after it", "a day", "not said"],
)
def test_the_day_of_purchase_is_the_day_of_payment_in_the_vendors_zone(shop, now, paid_at, last_day):
    report(P60, paid_at=paid_at, now=now)
    assert living(now) == [(60, "paid", last_day)]


def test_the_day_of_purchase_stays_whatever_the_shop_says_later(shop, now):
    report(P60, paid_at=date(2026, 5, 1), now=now)
    report(units(P60, 2), paid_at=date(2026, 5, 4), now=now)
    assert living(now) == [(60, "paid", date(2027, 5, 1)), (60, "paid", date(2027, 5, 1))]


def test_points_live_as_long_as_the_vendor_says_on_the_day_of_the_grant(shop, now):
    set_policies(validity_years=2)
    report(P60, now=now)
    assert living(now) == [(60, "paid", date(2028, 5, 5))]


def test_a_purchase_of_long_ago_gives_points_that_have_expired(shop, now):
    outcome = report(P60, paid_at=date(2025, 4, 1), now=now)
    assert (outcome.granted, points(now)) == (60, 0)
    assert movements(now) == [("purchase", 60), ("expiry", -60)]


def test_every_line_is_a_lot(shop, now):
    report(P60, P60, units(P120, 2), now=now)
    assert [(lot.line.ref, lot.units, lot.line.points_each) for lot in LineLot.objects.order_by("id")] == [
        ("1", 1, 60), ("2", 1, 60), ("3", 2, 120),
    ]  # fmt: skip
    assert list(Lot.objects.order_by("number").values_list("granted", "subject_kind", "subject_id")) == [
        (60, "order_line", "shop:1001:1"), (60, "order_line", "shop:1001:2"), (240, "order_line", "shop:1001:3"),
    ]  # fmt: skip


def test_a_lot_carries_the_money_of_its_line(shop, now):
    report(
        units(P120, 2, net_cents=18_000, vat_cents=4_320), units(P60, 3), currency="USD", now=now
    )  # the pack's own price is in euro
    assert list(Lot.objects.order_by("number").values_list("net_cents", "vat_cents", "currency")) == [
        (18_000, 4_320, "USD"), (15_000, 0, "EUR"),
    ]  # fmt: skip


def test_a_pack_that_was_never_on_sale_yet_costs_nothing_known(shop, now):
    report(P60, paid_at=date(2023, 12, 31), now=now)
    assert Lot.objects.get().net_cents == 0


def test_more_units_later_are_another_lot_with_the_rest_of_the_money(shop, now):
    report(units(P60, 2, net_cents=9_999), now=now)
    report(units(P60, 3, net_cents=10_000), now=now)
    assert list(Lot.objects.order_by("number").values_list("granted", "net_cents")) == [(120, 9_999), (60, 3_334)]
    assert points(now) == 180


def test_fewer_units_in_a_newer_state_are_taken_back(shop, now):
    report(units(P60, 3), changed_at=now - timedelta(hours=2), now=now)
    report(units(P60, 1), changed_at=now - timedelta(hours=1), now=now)
    assert points(now) == 60
    report(units(P60, 3), changed_at=now - timedelta(hours=2), now=now)
    assert points(now) == 60
    report(units(P60, 2), changed_at=now, now=now)
    assert points(now) == 120
    assert movements(now) == [("purchase", 180), ("cancellation", -120), ("purchase", 60)]


def test_a_line_that_a_newer_state_leaves_out_is_taken_back(shop, now):
    a, b = ReportedLine(sku="XC-POINTS-60", id="a"), ReportedLine(sku="XC-POINTS-120", id="b")
    report(a, b, changed_at=now - timedelta(hours=1), now=now)
    report(b, changed_at=now, now=now)
    assert living(now) == [(120, "paid", date(2027, 5, 5))]


def test_of_two_states_that_cannot_be_told_apart_in_time_the_larger_holds(shop, now):
    report(units(P60, 2), now=now)
    report(units(P60, 1), now=now)
    assert points(now) == 120


def test_lines_may_change_places_when_the_shop_names_them(shop, now):
    a, b = ReportedLine(sku="XC-POINTS-60", id="a"), ReportedLine(sku="XC-POINTS-120", id="b")
    report(a, b, now=now)
    report(b, a, now=now)
    assert movements(now) == [("purchase", 60), ("purchase", 120)]


def test_a_line_that_gave_something_keeps_its_sku(shop, now):
    report(P60, P120, now=now)
    before = everything()
    with pytest.raises(LineChanged) as refused:
        report(P120, P60, now=now)
    assert refused.value.facts() == {
        "order": "1001", "line": "1", "was": "XC-POINTS-60", "reported": "XC-POINTS-120",
    }  # fmt: skip
    assert everything() == before


def test_an_unpaid_order_may_change_its_lines(shop, now):
    report(P60, P120, status="pending", now=now)
    report(P120, now=now)
    assert living(now) == [(120, "paid", date(2027, 5, 5))]


def test_an_old_state_with_other_lines_is_neither_refused_nor_followed(shop, now):
    report(P120, now=now)
    report(P60, P120, status="pending", now=now)
    assert living(now) == [(120, "paid", date(2027, 5, 5))]


def test_an_unknown_sku_is_kept_and_shown_once(shop, now):
    for _ in range(2):
        outcome = report(P60, ReportedLine(sku="MUG", name="A mug"), now=now)
        assert outcome.unknown == ("MUG",)
    assert list(OrderLine.objects.order_by("position").values_list("sku", "name", "kind", "given_units")) == [
        ("XC-POINTS-60", "", "pack", 1), ("MUG", "A mug", "", 0),
    ]  # fmt: skip
    assert told("UnknownSku") == [
        {"order_id": outcome.order_id, "shop": "shop", "number": "1001", "line": "2", "sku": "MUG"}
    ]


def test_a_sku_that_becomes_known_gives_what_it_should_have_given(shop, now):
    report(ReportedLine(sku="NEW-60"), paid_at=date(2026, 5, 1), now=now)
    known = OrderLine.objects.get()
    pack_id = shop.effects.get(sku="XC-POINTS-60").pack_id
    set_sku_effect(shop="shop", sku="NEW-60", kind=EffectKind.PACK, pack_id=pack_id, by=EMIL, now=now)
    outcome = report(ReportedLine(sku="NEW-60"), now=now)
    assert (known.given_units, outcome.granted, outcome.unknown) == (0, 60, ())
    assert living(now) == [(60, "paid", date(2027, 5, 1))]


def test_a_line_keeps_what_it_stood_for_when_it_gave(shop, now):
    report(units(P60, 2), now=now)
    pack_id = shop.effects.get(sku="XC-POINTS-300").pack_id
    set_sku_effect(shop="shop", sku="XC-POINTS-60", kind=EffectKind.PACK, pack_id=pack_id, by=EMIL, now=now)
    report(units(P60, 2, 1), now=now)
    assert points(now) == 60


def test_a_sku_to_ignore_does_nothing(shop, now):
    set_sku_effect(shop="shop", sku="SHIPPING", kind=EffectKind.IGNORE, by=EMIL, now=now)
    outcome = report(ReportedLine(sku="SHIPPING"), now=now)
    assert (outcome.granted, outcome.unknown, outcome.changed) == (0, (), True)


def test_a_licence_is_owned_since_the_day_of_purchase(shop, now):
    report(LICENCE, paid_at=date(2026, 5, 1), now=now)
    owned = Ownership.objects.get()
    assert (owned.customer, owned.product.code, owned.since, owned.until, owned.reference) == (
        customer_of(), "x-cart", date(2026, 5, 1), None, "shop:1001:1",
    )  # fmt: skip


def test_each_line_has_its_own_wallet_and_a_shared_one_takes_all(shop, now):
    ot = ReportedLine(sku="OT-POINTS-60")
    report(P120, ot, now=now)
    assert (points(now), points(now, line="other")) == (120, 60)
    set_policies(shared_wallet=True)
    report(P120, ot, number="2", customer="beta", now=now)
    assert (wallet("beta"), points(now, "beta")) == (wallet("beta", "other"), 180)


def test_orders_of_two_shops_with_one_number_are_two(shop, now):
    make_shop("second", now=now)
    report(P60, now=now)
    report(P60, shop="second", customer="beta", now=now)
    assert (points(now), Order.objects.count()) == (60, 2)


def test_what_happened_is_journalled_and_told(shop, now):
    outcome = report(LICENCE, P60, now=now)
    facts = {
        "order_id": outcome.order_id, "shop": "shop", "number": "1001", "customer_id": outcome.customer_id,
        "status": "paid", "granted": 60, "gifted": 200, "cancelled": 0, "arrears": 0,
    }  # fmt: skip
    assert told("OrderApplied") == [facts]
    journal = Record.objects.get(verb="apply_order")
    assert (journal.actor_kind, journal.actor_id, journal.subject_id, journal.data) == (
        "shop", "shop", str(outcome.order_id), facts,
    )  # fmt: skip


def test_a_status_that_lies_behind_is_told_to_staff_where_the_shop_did_go_back(shop, now):
    report(P60, status="cancelled", changed_at=now - timedelta(hours=1), now=now)
    late = report(P60, status="paid", changed_at=now - timedelta(hours=2), now=now)
    back = report(P60, status="paid", changed_at=now, now=now)
    assert (late.went_back, back.went_back, points(now)) == (False, True, 0)
    assert told("StatusWentBack") == [
        {"order_id": back.order_id, "shop": "shop", "number": "1001", "status": "cancelled", "reported": "paid"}
    ]


@pytest.mark.parametrize(
    ("facts", "field", "problem"),
    [
        ({"paid_at": datetime(2026, 5, 5, 9, 6, tzinfo=UTC)}, "paid_at", "in_the_future"),
        ({"paid_at": date(2026, 5, 6)}, "paid_at", "in_the_future"),
        ({"changed_at": datetime(2026, 5, 5, 9, 6, tzinfo=UTC)}, "changed_at", "in_the_future"),
        ({"lines": (P60, units(P120, 8_334))}, "lines[1].quantity", "too_many_points"),
    ],
    ids=["paid later today", "paid tomorrow", "changed later", "a million points"],
)
def test_what_cannot_be_is_refused_and_writes_nothing(shop, now, facts, field, problem):
    lines = facts.pop("lines", (P60,))
    before = everything()
    with pytest.raises(InvalidInput) as refused:
        report(*lines, now=now, **facts)
    assert refused.value.facts() == {"field": field, "problem": problem}
    assert everything() == before


def test_a_shops_clock_may_be_a_little_ahead(shop, now):
    report(P60, paid_at=now + timedelta(minutes=5), changed_at=now + timedelta(minutes=5), now=now)
    assert points(now) == 60


def test_an_unknown_shop_is_not_found(shop, now):
    with pytest.raises(NotFound) as refused:
        report(P60, shop="nowhere", now=now)
    assert refused.value.facts() == {"kind": "shop", "ref": "nowhere"}


def test_staff_enter_an_order_for_a_customer_they_know(shop, now):
    acme = make_customer("Acme", now=now)
    outcome = apply_order(report=order(P60, number="by hand"), by=EMIL, now=now, customer_id=acme.pk)
    assert outcome.customer_id == acme.pk
    assert list(Customer.objects.all()) == [acme]
    assert list(Lot.objects.values_list("granted", "wallet__customer")) == [(60, acme.pk)]


@pytest.mark.parametrize(
    ("by", "customer_id"),
    [(DORA, None), (anna(1), None), (SHOP, 1)],
    ids=["an agent", "a customer", "a shop that names a customer"],
)
def test_who_may_not_report(shop, now, by, customer_id):
    before = everything()
    with pytest.raises(NotAllowed) as refused:
        apply_order(report=order(P60), by=by, now=now, customer_id=customer_id)
    assert refused.value.facts() == {"verb": "apply_order"}
    assert everything() == before


def test_a_shop_reports_only_its_own_orders(shop, now):
    make_shop("second", now=now)
    before = everything()
    with pytest.raises(NotAllowed):
        report(P60, shop="second", by=SHOP, now=now)
    assert everything() == before
