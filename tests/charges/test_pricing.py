"""open_charge, set_price, set_delivery, set_urgent: P4, P5, P6."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.factories.cast import DORA, EMIL, anna, bruno, carla
from tests.factories.catalog import scheme_content
from tests.factories.charges import make_account, make_priced_line
from tests.factories.vendor import make_line, set_policies

from pointdesk.audit.models import Record
from pointdesk.catalog.actions import publish_price_list
from pointdesk.catalog.errors import NoPriceList, UnknownItem
from pointdesk.catalog.rules import changed_points
from pointdesk.charges import actions
from pointdesk.charges.errors import ItemNeedsQuote, StalePrice, UrgentNotOffered
from pointdesk.charges.models import Charge, Request
from pointdesk.charges.queries import history
from pointdesk.charges.rules import Basis, Line, PriceState
from pointdesk.kit.actors import SYSTEM, Actor, ActorKind, Right, Role
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotAllowed, NotFound
from pointdesk.ledger.errors import SameKeyOtherRequest

pytestmark = pytest.mark.django_db


# Opening


def test_a_new_charge_has_the_list_of_the_day_and_no_price(acme, now):
    charge = actions.open_charge(
        customer_id=acme.customer.id, line_id=acme.line.id, reference="1042", by=acme.anna, now=now, agreed_up_to=40
    )
    assert charge.reference == "1042"
    assert charge.customer_id == acme.customer.id
    assert charge.wallet_id == acme.wallet
    assert charge.opened_on == date(2026, 5, 5)
    assert charge.state is PriceState.UNPRICED
    assert (charge.price, charge.charged, charge.waiting_for, charge.agreed_up_to) == (None, 0, 0, 40)
    assert (charge.delivery, charge.urgent, charge.items, charge.basis) == ("online", False, (), None)
    assert charge.step == 1


def test_the_day_is_the_vendors_day(acme):
    late = datetime(2026, 5, 5, 21, 30, tzinfo=UTC)
    acme.now = late
    assert acme.see(acme.open()).opened_on == date(2026, 5, 6)


def test_the_list_of_the_day_of_opening_applies_for_ever(acme, now):
    old = acme.open()
    dearer = changed_points(scheme_content(), {"level-2": 30})
    publish_price_list(line_id=acme.line.id, in_force_from=date(2026, 5, 6), content=dearer, by=SYSTEM, now=now)
    acme.now = now + timedelta(days=1)
    new = acme.open()
    split = actions.fork(charge_id=old, reference="split", by=DORA, now=acme.now)
    assert acme.price(old, "level-2").price == 25
    assert acme.price(new, "level-2").price == 30
    assert acme.price(split.id, "level-2").price == 25


def test_a_line_without_a_list_sells_nothing(acme, refused, now):
    bare = make_line("bare")
    with refused(NoPriceList, line_id=bare.id, day=date(2026, 5, 5)):
        actions.open_charge(customer_id=acme.customer.id, line_id=bare.id, reference="1", by=acme.anna, now=now)


@pytest.mark.parametrize("agreed_up_to", [-1, 1.5, "40", True, 1_000_001])
def test_a_cap_is_whole_points(acme, refused, agreed_up_to):
    with refused(InvalidPoints):
        acme.open(agreed_up_to=agreed_up_to)


def test_a_delivery_by_another_name(acme, refused):
    with refused(InvalidInput, field="delivery", problem="unknown"):
        acme.open(delivery="pigeon")
    with refused(InvalidInput, field="delivery", problem="unknown"):
        acme.deliver(0, "pigeon")


def test_another_customers_ticket_cannot_be_opened(acme, refused, now):
    stranger = make_account(now=now, name="Carla's firm", line=acme.line)
    with refused(NotFound, kind="customer", ref=str(acme.customer.id)):
        acme.open(by=carla(stranger.customer.id))


def test_a_shop_opens_nothing(acme, refused):
    shop = Actor(kind=ActorKind.SHOP, id="shop", label="Shop")
    with refused(NotFound):
        acme.open(by=shop)


def test_who_may_not_spend_agrees_to_nothing(acme):
    watcher = bruno(acme.customer.id)
    spender = bruno(acme.customer.id, Right.SPEND)
    assert acme.see(acme.open(by=watcher)).agreed_up_to == 0
    assert acme.see(acme.open(by=watcher, agreed_up_to=40)).agreed_up_to == 0
    assert acme.see(acme.open(by=spender)).agreed_up_to is None
    assert acme.see(acme.open(by=SYSTEM, agreed_up_to=40)).agreed_up_to == 40
    assert acme.see(acme.open(by=DORA)).agreed_up_to is None


# Setting a price


def test_setting_a_price_charges_it(acme, heard):
    charge = acme.open()
    view = acme.price(charge, "level-2", reason="Looked at your shop")
    assert (view.price, view.charged, view.waiting_for, view.state) == (25, 25, 0, PriceState.CHARGED)
    assert view.items == (Line("level-2", 1, 25),)
    assert view.basis is Basis.ITEMS
    assert acme.available == 95
    name, data = heard.one()
    assert name == "PriceChanged"
    assert data == {
        "charge_id": charge, "reference": view.reference, "customer_id": acme.customer.id, "step": 2,
        "reason_code": "priced", "words_id": data["words_id"], "by_kind": "staff", "by_id": "dora", "by_label": "Dora",
        "old": None, "new": 25,
    }  # fmt: skip


def test_every_step_is_kept_as_the_customer_reads_it(acme, now):
    charge = acme.open()
    acme.price(charge, "level-2", reason="Looked at your shop")
    acme.deliver(charge, "phone", by=EMIL)
    opened, priced, delivered = history(charge)
    assert (opened.kind, opened.by_label, opened.new_price) == ("opened", "Anna", None)
    assert (priced.number, priced.at, priced.kind, priced.by_label) == (2, now, "priced", "Dora")
    assert (priced.old_price, priced.new_price, priced.reason) == (None, 25, "Looked at your shop")
    assert (priced.charged_before, priced.charged_after) == (0, 25)
    assert (delivered.kind, delivered.by_label, delivered.delivery, delivered.multiplier) == (
        "delivery", "Emil", "phone", 2,
    )  # fmt: skip
    assert (delivered.old_price, delivered.new_price, delivered.charged_after) == (25, 50, 50)
    verbs = Record.objects.filter(subject_kind="charge", subject_id=str(charge)).order_by("id")
    assert [r.verb for r in verbs] == ["open_charge", "set_price", "set_delivery"]
    assert verbs[1].data == {"step": 2, "old": None, "new": 25, "charged": 25}


def test_quantity_and_several_items(acme):
    charge = acme.open()
    view = actions.set_price(charge_id=charge, items=[("level-1", 2), ("patch-application", 1)], by=DORA, now=acme.now)
    assert (view.price, view.items) == (60, (Line("level-1", 2, 10), Line("patch-application", 1, 40)))


def test_only_the_difference_is_posted(acme, heard):
    charge = acme.open()
    acme.price(charge, "level-2")
    acme.price(charge, "level-3")
    assert acme.available == 80
    assert acme.price(charge, "level-1").charged == 10
    assert acme.available == 110
    assert [(d["old"], d["new"]) for _, d in heard()] == [(None, 25), (25, 40), (40, 10)]


def test_the_same_price_again_changes_nothing(acme, unchanged):
    charge = acme.open()
    acme.price(charge, "level-2")
    with unchanged():
        acme.price(charge, "level-2", reason="a double click")


def test_other_items_at_the_same_price_are_a_step_but_no_news(acme, heard):
    charge = acme.open()
    acme.price(charge, "level-2")
    heard()
    view = acme.price(charge, "small-mod")
    assert (view.price, view.charged, view.step) == (25, 25, 3)
    assert view.items == (Line("small-mod", 1, 25),)
    assert heard() == []


def test_a_price_of_nothing_never_waits(now, heard):
    poor = make_account(0, now=now)
    charge = poor.open(agreed_up_to=0)
    poor.deliver(charge, "phone")
    view = poor.price(charge, "level-0")
    assert (view.price, view.charged, view.waiting_for, view.state) == (0, 0, 0, PriceState.CHARGED)
    assert heard.names() == ["PriceChanged"]


def test_an_unknown_item(acme, refused):
    charge = acme.open()
    with refused(UnknownItem, item="level-9"):
        acme.price(charge, "level-9")


def test_an_item_upon_request_needs_a_quote(acme, refused):
    charge = acme.open()
    with refused(ItemNeedsQuote, item="other"):
        acme.price(charge, "level-1", "other")


@pytest.mark.parametrize("quantity", [0, -1, 1.5, "1", 1001])
def test_a_quantity_that_is_none(acme, refused, quantity):
    charge = acme.open()
    with refused(InvalidInput):
        actions.set_price(charge_id=charge, items=[("level-1", quantity)], by=DORA, now=acme.now)


@pytest.mark.parametrize("reason", ["x" * 2001, "a\x00b", "\ud800"])
def test_a_reason_that_cannot_be_kept(acme, refused, reason):
    charge = acme.open()
    with refused(InvalidInput):
        acme.price(charge, "level-1", reason=reason)


@pytest.mark.parametrize(
    "actor",
    [
        SYSTEM,
        anna(1),
        Actor(kind=ActorKind.STAFF, id="a", label="A", roles=frozenset({Role.ACCOUNTANT, Role.ADMINISTRATOR})),
        Actor(kind=ActorKind.SHOP, id="shop", label="Shop"),
    ],
    ids=["Pointdesk", "a customer", "an accountant", "a shop"],
)
def test_only_agents_and_managers_price(acme, refused, actor):
    charge = acme.open()
    with refused(NotAllowed, verb="set_price"):
        acme.price(charge, "level-1", by=actor)
    with refused(NotAllowed, verb="set_delivery"):
        acme.deliver(charge, "phone", by=actor)
    with refused(NotAllowed, verb="set_urgent"):
        actions.set_urgent(charge_id=charge, urgent=True, by=actor, now=acme.now)
    with refused(NotAllowed, verb="quote"):
        acme.quote(charge, 100, by=actor)


def test_a_charge_that_is_not_there(acme, refused):
    with refused(NotFound, kind="charge", ref="0"):
        acme.price(0, "level-1")


# Repeated requests, two agents


def test_the_same_request_twice_is_one(acme, unchanged):
    charge = acme.open()
    first = acme.price(charge, "level-2", key="k1")
    with unchanged():
        assert acme.price(charge, "level-2", key="k1") == first


def test_a_repeated_request_has_the_first_answer_whatever_happened_since(acme, unchanged):
    """Also where it would be refused by now."""
    charge = acme.open(agreed_up_to=0)
    asked = acme.price(charge, "level-2", key="k1")
    agreed = acme.accept(charge, key="k2")
    contested = actions.ask_review(charge_id=charge, by=acme.anna, now=acme.now, reason="Too dear", key="k3")
    decided = actions.decide_review(
        charge_id=charge, verdict="lower", points=10, by=EMIL, now=acme.now, reason="A little", key="k4"
    )
    quoted = actions.quote(
        charge_id=charge, points=90, text="More", by=DORA, now=acme.now, valid_until=date(2026, 5, 5), key="k5"
    )
    set_policies(urgent_offered=True)
    urgent = actions.set_urgent(charge_id=charge, urgent=True, by=DORA, now=acme.now, key="k6")
    set_policies(urgent_offered=False)
    acme.settle(charge)
    acme.now += timedelta(days=3)
    with unchanged():
        assert acme.price(charge, "level-2", key="k1") == asked
        assert actions.accept(offer_id=asked.open_offer.id, by=acme.anna, now=acme.now, key="k2") == agreed
        again = actions.ask_review(charge_id=charge, by=acme.anna, now=acme.now, reason="Too dear", key="k3")
        assert again == contested
        again = actions.decide_review(
            charge_id=charge, verdict="lower", points=10, by=EMIL, now=acme.now, reason="A little", key="k4"
        )
        assert again == decided
        again = actions.quote(
            charge_id=charge, points=90, text="More", by=DORA, now=acme.now, valid_until=date(2026, 5, 5), key="k5"
        )
        assert again == quoted
        assert actions.set_urgent(charge_id=charge, urgent=True, by=DORA, now=acme.now, key="k6") == urgent


def test_a_kept_answer_holds_no_words_of_people(acme):
    charge = acme.open()
    actions.quote(charge_id=charge, points=90, text="Sommarlov", by=DORA, now=acme.now, key="k1")
    acme.accept(charge)
    actions.ask_review(charge_id=charge, by=acme.anna, now=acme.now, reason="Midsommar", key="k2")
    kept = str(list(Request.objects.values_list("answer", flat=True)))
    assert [word for word in ("Sommarlov", "Midsommar", DORA.label, acme.anna.label) if word in kept] == []


def test_a_key_is_for_one_request(acme, refused):
    charge = acme.open()
    acme.price(charge, "level-2", key="k1")
    with refused(SameKeyOtherRequest, key="k1"):
        acme.price(charge, "level-3", key="k1")
    with refused(SameKeyOtherRequest, key="k1"):
        acme.deliver(charge, "phone", key="k1")


def test_keys_of_two_tickets_have_nothing_to_do_with_each_other(acme):
    one, two = acme.open(), acme.open()
    acme.price(one, "level-2", key="k1")
    assert acme.price(two, "level-3", key="k1").charged == 40


def test_an_agent_who_saw_an_older_price_is_told(acme, refused):
    charge = acme.open()
    seen = acme.see(charge)
    acme.price(charge, "level-2")
    with refused(StalePrice, reference=seen.reference, expected=1, step=2):
        acme.price(charge, "level-3", by=EMIL, expected_step=seen.step)
    assert acme.price(charge, "level-3", by=EMIL, expected_step=2).price == 40


# Delivery and urgency


def test_by_phone_costs_double_and_back_again(acme):
    charge = acme.open()
    acme.price(charge, "level-2")
    assert (acme.deliver(charge, "phone").charged, acme.available) == (50, 70)
    assert (acme.deliver(charge, "online").charged, acme.available) == (25, 95)


def test_delivery_before_the_price(acme):
    charge = acme.open()
    assert acme.deliver(charge, "phone").price is None
    assert acme.price(charge, "level-2").charged == 50


def test_the_same_delivery_again_changes_nothing(acme, unchanged):
    charge = acme.open()
    acme.price(charge, "level-2")
    acme.deliver(charge, "phone")
    with unchanged():
        acme.deliver(charge, "phone")


def test_urgent_is_off_unless_the_vendor_offers_it(acme, refused):
    charge = acme.open()
    with refused(UrgentNotOffered):
        actions.set_urgent(charge_id=charge, urgent=True, by=DORA, now=acme.now)
    with refused(UrgentNotOffered):
        acme.open(urgent=True)


def test_urgent_doubles_once_even_by_phone(acme):
    set_policies(urgent_offered=True)
    charge = acme.open(urgent=True)
    assert acme.price(charge, "level-2").charged == 50
    assert acme.deliver(charge, "phone").charged == 50
    assert actions.set_urgent(charge_id=charge, urgent=False, by=DORA, now=acme.now).charged == 50
    assert acme.deliver(charge, "online").charged == 25


def test_a_flag_may_be_taken_away_when_urgent_is_no_longer_offered(acme, unchanged):
    set_policies(urgent_offered=True)
    charge = acme.open(urgent=True)
    acme.price(charge, "level-2")
    set_policies(urgent_offered=False)
    assert actions.set_urgent(charge_id=charge, urgent=False, by=DORA, now=acme.now).charged == 25
    with unchanged():
        actions.set_urgent(charge_id=charge, urgent=False, by=DORA, now=acme.now)


def test_installation_that_never_doubles(acme, now):
    line = make_priced_line("y-cart", now=now)
    content = scheme_content()
    items = tuple(replace(item, never_doubles=item.code == "level-4") for item in content.items)
    content = replace(content, items=items)
    publish_price_list(line_id=line.id, in_force_from=date(2026, 5, 5), content=content, by=SYSTEM, now=now)
    other = make_account(200, now=now, line=line)
    charge = other.open(delivery="phone")
    assert other.price(charge, "level-4", "level-1").charged == 100


def test_the_lists_own_multipliers_hold_the_highest_of_them(now):
    line = make_priced_line("y-cart", now=now)
    content = replace(scheme_content(), phone_multiplier=2, urgent_multiplier=3)
    publish_price_list(line_id=line.id, in_force_from=date(2026, 5, 5), content=content, by=SYSTEM, now=now)
    set_policies(urgent_offered=True)
    other = make_account(200, now=now, line=line)
    prices = [
        other.price(other.open(delivery=delivery, urgent=urgent), "level-1").price
        for delivery in ("online", "phone") for urgent in (False, True)
    ]  # fmt: skip
    assert prices == [10, 30, 20, 30]


# Wallets


def test_points_of_one_line_do_not_pay_for_another(acme, now):
    other = make_priced_line("other", now=now)
    charge = actions.open_charge(
        customer_id=acme.customer.id, line_id=other.id, reference="other-1", by=acme.anna, now=now
    )
    view = acme.price(charge.id, "level-2")
    assert (view.charged, view.waiting_for, acme.available) == (0, 25, 120)


def test_one_wallet_for_all_lines(db, now):
    set_policies(shared_wallet=True)
    acme = make_account(60, now=now)
    other = make_priced_line("other", now=now)
    charge = actions.open_charge(
        customer_id=acme.customer.id, line_id=other.id, reference="other-1", by=acme.anna, now=now
    )
    assert acme.price(charge.id, "level-2").charged == 25
    assert acme.available == 35


def test_a_reference_is_used_once(acme):
    acme.open(reference="1042")
    with pytest.raises(IntegrityError), transaction.atomic():
        acme.open(reference="1042")
    assert Charge.objects.count() == 1
