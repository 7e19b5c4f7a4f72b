"""The welcome gift (P12, ruling 25): once for each customer and line, held for a suspected duplicate."""

from datetime import date, timedelta

import pytest
from tests.factories.cast import DORA, EMIL
from tests.factories.catalog import make_product_line
from tests.factories.customers import make_customer
from tests.factories.people import make_person
from tests.factories.sales import (
    LICENCE,
    P60,
    P120,
    customer_of,
    living,
    make_shop,
    movements,
    points,
    report,
    units,
)
from tests.factories.vendor import set_policies
from tests.sales.rows import everything

from pointdesk.customers.actions import add_external_id, merge_into, verify_email
from pointdesk.customers.models import Customer, ExternalId, Person
from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.ledger.actions import grant, open_wallet
from pointdesk.ledger.rules import LotKind, Origin
from pointdesk.outbox.models import StoredEvent
from pointdesk.sales.actions import decide_newcomer
from pointdesk.sales.errors import NewcomerAlreadyDecided, NoNewcomerHeld
from pointdesk.sales.models import WelcomeGift
from pointdesk.sales.queries import HeldNewcomer, newcomers_held
from pointdesk.sales.rules import NewcomerVerdict, ReportedLine

pytestmark = pytest.mark.django_db

NEW, SAME = NewcomerVerdict
OT_LICENCE = ReportedLine(sku="OT-LICENCE")


def told(name: str) -> list[dict]:
    return [event.data for event in StoredEvent.objects.filter(name=name).order_by("id")]


def decide(verdict: NewcomerVerdict, *, now, customer: str = "beta", by=EMIL) -> int:
    return decide_newcomer(
        customer_id=customer_of(customer).pk, line_id=make_product_line().pk, verdict=verdict, by=by, now=now
    )


def hold(now, *lines: ReportedLine, **facts) -> None:
    """Acme has bought; beta, with Acme's VAT number, buys a licence."""
    report(P60, vat_id="EL094019245", now=now)
    report(*(lines or (LICENCE,)), number="2", customer="beta", vat_id="094019245", country="GR", now=now, **facts)


def test_the_gift_comes_with_the_first_paid_licence(shop, now):
    report(LICENCE, status="pending", now=now)
    assert WelcomeGift.objects.count() == 0
    outcome = report(LICENCE, paid_at=date(2026, 5, 4), now=now)
    assert (outcome.gifted, outcome.held) == (200, False)
    assert living(now) == [(200, "free", date(2027, 5, 4))]
    assert told("FirstPurchasePaid") == [
        {"order_id": outcome.order_id, "customer_id": outcome.customer_id, "line_id": make_product_line().pk,
         "points": 200},
    ]  # fmt: skip


def test_the_gift_comes_once(shop, now):
    report(units(LICENCE, 3), LICENCE, now=now)
    report(LICENCE, number="1002", now=now)
    report(units(LICENCE, 4), LICENCE, now=now)
    assert movements(now) == [("gift", 200)]


def test_a_pack_brings_no_gift(shop, now):
    report(P120, now=now)
    assert points(now) == 120
    report(LICENCE, number="1002", now=now)
    assert points(now) == 320


def test_an_opening_balance_is_no_purchase(shop, now):
    acme = make_customer("Acme", now=now)
    add_external_id(customer_id=acme.pk, shop="shop", external_id="acme", by=SYSTEM, now=now)
    grant(
        wallet_id=open_wallet(customer_id=acme.pk, line_id=make_product_line().pk), points=35, lot_kind=LotKind.PAID,
        origin=Origin.OPENING, purchased_on=date(2026, 1, 31), last_valid_day=date(2027, 1, 31), key="opening",
        by=SYSTEM, now=now,
    )  # fmt: skip
    report(LICENCE, now=now)
    assert points(now) == 235


def test_every_line_has_its_own_gift_in_a_shared_wallet_too(shop, now):
    set_policies(shared_wallet=True)
    report(LICENCE, OT_LICENCE, now=now)
    report(LICENCE, OT_LICENCE, number="1002", now=now)
    assert points(now) == 400


def test_a_line_that_gave_none_at_the_first_purchase_gives_none_later(shop, now):
    line = make_product_line()
    line.welcome_points = 0
    line.save()
    outcome = report(LICENCE, now=now)
    line.welcome_points = 200
    line.save()
    report(LICENCE, number="1002", now=now)
    assert (outcome.gifted, points(now)) == (0, 0)
    assert [event["points"] for event in told("FirstPurchasePaid")] == [0]


def test_an_unknown_customer_is_registered(shop, now):
    report(
        P60, customer="77", email="Anna@Acme.example", name="Anna", company="Acme", vat_id="el 094.019.245",
        country="el", phone="210 9565421", language="el-GR", now=now,
    )  # fmt: skip
    acme, anna = Customer.objects.get(), Person.objects.get()
    assert (acme.name, acme.vat_id, acme.country, acme.phone, acme.language) == (
        "Acme", "EL094019245", "GR", "+302109565421", "el",
    )  # fmt: skip
    assert (anna.customer, anna.name, anna.email, anna.email_verified, anna.is_owner) == (
        acme, "Anna", "anna@acme.example", False, True,
    )  # fmt: skip
    assert list(ExternalId.objects.values_list("customer", "shop", "value")) == [(acme.pk, "shop", "77")]


def test_a_form_filled_in_badly_is_no_reason_to_refuse(shop, now):
    report(P60, vat_id="n/a", phone="call me", language="tlh", now=now)
    acme = customer_of()
    assert (acme.vat_id, acme.phone, acme.language) == ("", "", "en")


def test_a_guest_is_known_by_the_email(shop, now):
    for number in ("1", "2"):
        report(P60, number=number, external_id="", email="guest@acme.example", now=now)
    assert (Customer.objects.count(), points(now, "guest@acme.example")) == (1, 120)


def test_a_verified_email_of_one_customer_tells_who_it_is(shop, now):
    acme = make_customer("Acme", now=now)
    anna = make_person(acme, now=now, email="anna@acme.example")
    verify_email(person_id=anna.pk, by=SYSTEM, now=now)
    outcome = report(LICENCE, customer="77", email="anna@acme.example", now=now)
    assert (outcome.customer_id, outcome.gifted, Customer.objects.count()) == (acme.pk, 200, 1)
    # From now on the shop's id tells it, whatever the e-mail becomes.
    report(P60, number="1002", customer="77", email="new@acme.example", now=now)
    assert points(now, "77") == 260


@pytest.mark.parametrize("verified", [0, 2], ids=["not verified", "of two customers"])
def test_an_email_that_tells_nobody_for_certain_makes_a_held_newcomer(shop, now, verified):
    owners = []
    for name in ("Acme", "Beta"):
        owners.append(make_customer(name, now=now))
        person = make_person(owners[-1], now=now, email="anna@acme.example")
        if verified:
            verify_email(person_id=person.pk, by=SYSTEM, now=now)
    outcome = report(LICENCE, P60, customer="77", email="anna@acme.example", now=now)
    assert (outcome.granted, outcome.gifted, outcome.held, Customer.objects.count()) == (60, 0, True, 3)
    assert WelcomeGift.objects.get().suspects == [owner.pk for owner in owners]


@pytest.mark.parametrize(
    "shared",
    [{"vat_id": "GR 094019245"}, {"phone": "+30 210 956 5421"}, {"email": "office@acme.example"}],
    ids=["VAT number", "phone", "e-mail"],
)
def test_a_suspected_duplicate_gets_its_packs_but_no_gift_until_staff_decides(shop, now, shared):
    report(P60, vat_id="EL094019245", phone="210 9565421", now=now)
    outcome = report(LICENCE, P120, number="2", customer="beta", now=now, **shared)
    assert (outcome.granted, outcome.gifted, outcome.held, points(now, "beta")) == (120, 0, True, 120)
    line = make_product_line()
    assert newcomers_held() == [
        HeldNewcomer(
            customer_id=outcome.customer_id, customer="beta", line_id=line.pk, line=line.name, shop="shop", order="2",
            points=200, purchased_on=date(2026, 5, 5), suspects=((customer_of().pk, "acme"),),
        )
    ]  # fmt: skip
    assert told("NewcomerHeld") == [
        {"order_id": outcome.order_id, "customer_id": outcome.customer_id, "line_id": line.pk, "points": 200,
         "suspects": [customer_of().pk]},
    ]  # fmt: skip


def test_a_customer_known_to_the_shop_is_suspected_too(shop, now):
    report(P60, vat_id="EL094019245", now=now)
    report(P60, number="2", customer="beta", now=now)
    outcome = report(LICENCE, number="3", customer="beta", vat_id="EL094019245", now=now)
    assert outcome.held is True


def test_new_gives_the_gift_as_of_the_day_of_purchase(shop, now):
    hold(now)
    given = decide(NEW, now=now + timedelta(days=2))
    assert given == 200
    assert living(now, "beta") == [(200, "free", date(2027, 5, 5))]
    gift = WelcomeGift.objects.get(customer=customer_of("beta"))
    assert (gift.decided_at, gift.decided_by, gift.decided_label) == (now + timedelta(days=2), "emil", "Emil")
    assert [(e["verdict"], e["points"]) for e in told("NewcomerDecided")] == [("new", 200)]
    assert newcomers_held() == []


def test_how_long_a_late_gift_lives_at_least_is_the_vendors(shop, now):
    set_policies(gift_life_days=60)
    hold(now)
    decide(NEW, now=now + timedelta(days=350))
    assert living(now + timedelta(days=350), "beta") == [(200, "free", date(2027, 6, 19))]


def test_new_after_eleven_months_gives_thirty_days_at_least(shop, now):
    hold(now)
    later = now + timedelta(days=350)
    decide(NEW, now=later)
    assert living(later, "beta") == [(200, "free", (later + timedelta(days=30)).date())]


def test_same_gives_none_for_ever(shop, now):
    hold(now)
    assert decide(SAME, now=now) == 0
    report(LICENCE, number="3", customer="beta", now=now)
    assert points(now, "beta") == 0


@pytest.mark.parametrize(("verdict", "other", "given"), [(NEW, SAME, 200), (SAME, NEW, 0)])
def test_a_decision_is_final_and_may_be_repeated(shop, now, verdict, other, given):
    hold(now)
    decide(verdict, now=now)
    before = everything()
    assert decide(verdict, now=now + timedelta(days=1)) == given
    with pytest.raises(NewcomerAlreadyDecided) as refused:
        decide(other, now=now)
    assert refused.value.facts() == {
        "customer_id": customer_of("beta").pk, "line_id": make_product_line().pk, "verdict": verdict.value,
    }  # fmt: skip
    assert everything() == before


def test_while_a_gift_is_held_another_licence_brings_none(shop, now):
    hold(now)
    report(LICENCE, number="3", customer="beta", now=now)
    assert (len(newcomers_held()), points(now, "beta")) == (1, 0)


def test_where_nothing_is_held_there_is_nothing_to_decide(shop, now):
    report(LICENCE, now=now)
    before = everything()
    with pytest.raises(NoNewcomerHeld):
        decide(NEW, customer="acme", now=now)
    with pytest.raises(NotFound):
        decide_newcomer(customer_id=0, line_id=make_product_line().pk, verdict=NEW, by=EMIL, now=now)
    assert everything() == before


def test_only_a_manager_decides(shop, now):
    hold(now)
    before = everything()
    with pytest.raises(NotAllowed) as refused:
        decide(NEW, by=DORA, now=now)
    assert refused.value.facts() == {"verb": "decide_newcomer"}
    assert everything() == before


def test_orders_of_a_merged_customer_go_to_the_survivor_who_gets_no_second_gift(shop, now):
    report(LICENCE, now=now)
    report(P60, number="2", customer="beta", now=now)
    merge_into(customer_id=customer_of("beta").pk, survivor_id=customer_of().pk, by=EMIL, now=now)
    outcome = report(LICENCE, P60, number="3", customer="beta", now=now)
    assert (outcome.customer_id, outcome.granted, outcome.gifted) == (customer_of().pk, 60, 0)
    # Of an order that was there before the merge, too.
    outcome = report(units(P60, 2), number="2", customer="beta", now=now)
    assert (outcome.customer_id, outcome.granted) == (customer_of().pk, 60)


def test_a_newcomer_merged_with_a_customer_who_has_had_the_gift_is_not_new(shop, now):
    report(LICENCE, vat_id="EL094019245", now=now)
    report(LICENCE, number="2", customer="beta", vat_id="EL094019245", now=now)
    merge_into(customer_id=customer_of("beta").pk, survivor_id=customer_of().pk, by=EMIL, now=now)
    before = everything()
    with pytest.raises(NewcomerAlreadyDecided) as refused:
        decide(NEW, now=now)
    assert refused.value.verdict == "same"
    assert everything() == before
    assert decide(SAME, now=now) == 0
    assert (newcomers_held(), points(now)) == ([], 200)


def test_who_is_held_is_listed_in_two_queries(shop, now, django_assert_num_queries):
    hold(now)
    with django_assert_num_queries(2):
        assert len(newcomers_held()) == 1
    for number in ("3", "4"):
        report(LICENCE, number=number, customer=number, vat_id="EL094019245", now=now)
    with django_assert_num_queries(2):
        assert len(newcomers_held()) == 3


def test_two_shops_may_know_one_customer(shop, now):
    make_shop("second", now=now)
    report(LICENCE, now=now)
    outcome = report(LICENCE, shop="second", number="9", now=now)
    # The same e-mail, but nobody has shown that the mailbox is theirs.
    assert (outcome.held, Customer.objects.count()) == (True, 2)
