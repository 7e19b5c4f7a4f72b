"""Price questions and quotes: P15, P17, rulings 17 and 18."""

from datetime import date, timedelta

import pytest
from tests.factories.cast import DORA, EMIL, bruno, carla
from tests.factories.catalog import scheme_content
from tests.factories.charges import make_account

from pointdesk.catalog.actions import publish_price_list
from pointdesk.catalog.rules import changed_points
from pointdesk.charges import actions
from pointdesk.charges.errors import NoOpenQuote, PriceOnlyGoesDown, QuoteLapsed, StaleOffer
from pointdesk.charges.models import Offer
from pointdesk.charges.queries import history
from pointdesk.charges.rules import Basis, Line, OfferKind, PriceState
from pointdesk.kit.actors import SYSTEM, Right
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotAllowed, NotFound
from pointdesk.ledger.errors import SameKeyOtherRequest

pytestmark = pytest.mark.django_db


# Questions


def test_up_to_the_cap_we_go_ahead_above_it_we_ask(acme, heard):
    charge = acme.open(agreed_up_to=40)
    acme.price(charge, "level-2")
    acme.price(charge, "level-3")
    heard()
    view = acme.price(charge, "level-4", reason="It needs debugging")
    assert (view.price, view.charged, view.state, view.agreed_up_to) == (40, 40, PriceState.ASKED, 40)
    assert view.items == (Line("level-3", 1, 40),)
    offer = view.open_offer
    assert (offer.kind, offer.points, offer.items, offer.valid_until, offer.lapsed) == (
        OfferKind.QUESTION, 80, (Line("level-4", 1, 80),), None, False,
    )  # fmt: skip
    assert (offer.offered_by, offer.offered_at) == ("Dora", acme.now)
    assert acme.available == 80
    name, data = heard.one()
    assert name == "PriceAsked"
    assert (data["offer_id"], data["old"], data["asked"], data["reason_code"]) == (offer.id, 40, 80, "priced")
    asked = history(charge)[-1]
    assert (asked.kind, asked.new_price, asked.asked, asked.asked_items) == ("priced", 40, 80, offer.items)


def test_accepting_charges_and_raises_what_was_agreed(acme, heard):
    charge = acme.open(agreed_up_to=40)
    acme.price(charge, "level-4")
    heard()
    view = acme.accept(charge)
    assert (view.price, view.charged, view.agreed_up_to, view.open_offer) == (80, 80, 80, None)
    assert (view.items, view.basis, view.state) == ((Line("level-4", 1, 80),), Basis.ITEMS, PriceState.CHARGED)
    name, data = heard.one()
    assert (name, data["old"], data["new"], data["by_label"]) == ("PriceChanged", None, 80, "Anna")
    acme.price(charge, "level-1")
    assert acme.price(charge, "level-4").charged == 80


def test_declining_costs_nothing(acme, heard):
    charge = acme.open(agreed_up_to=0)
    acme.price(charge, "level-2")
    heard()
    view = acme.decline(charge, reason="Too dear")
    assert (view.price, view.charged, view.open_offer, view.state) == (None, 0, None, PriceState.UNPRICED)
    name, data = heard.one()
    assert (name, data["asked"], data["price"]) == ("OfferDeclined", 25, None)
    assert history(charge)[-1].reason == "Too dear"
    assert acme.available == 120


def test_price_first_asks_every_price_but_a_free_or_lower_one(acme):
    charge = acme.open(agreed_up_to=0)
    assert acme.price(charge, "level-0").price == 0
    assert acme.price(charge, "level-1").state is PriceState.ASKED
    acme.accept(charge)
    assert acme.price(charge, "level-2").state is PriceState.ASKED
    assert acme.price(charge, "level-0").price == 0
    assert acme.see(charge).open_offer is None


def test_a_new_price_takes_the_questions_place(acme, refused):
    charge = acme.open(agreed_up_to=20)
    acme.price(charge, "level-2")
    old = acme.offer(charge)
    acme.price(charge, "level-3")
    new = acme.offer(charge)
    reference = acme.see(charge).reference
    for answer in (actions.accept, actions.decline):
        with refused(StaleOffer, reference=reference, offer_id=old, open_offer_id=new):
            answer(offer_id=old, by=acme.anna, now=acme.now)
    assert acme.accept(charge).charged == 40


def test_a_price_that_needs_no_question_ends_it(acme, refused):
    charge = acme.open(agreed_up_to=20)
    acme.price(charge, "level-2")
    old = acme.offer(charge)
    assert acme.price(charge, "level-1").charged == 10
    with refused(StaleOffer, reference=acme.see(charge).reference, offer_id=old, open_offer_id=None):
        actions.accept(offer_id=old, by=acme.anna, now=acme.now)


def test_staff_take_a_question_back_by_naming_the_present_price_again(acme):
    charge = acme.open(agreed_up_to=40)
    acme.price(charge, "level-2")
    acme.price(charge, "level-4")
    view = acme.price(charge, "level-2")
    assert (view.open_offer, view.price, view.charged) == (None, 25, 25)


def test_the_same_question_again_is_not_asked_again(acme, unchanged):
    charge = acme.open(agreed_up_to=20)
    acme.price(charge, "level-2")
    with unchanged():
        acme.price(charge, "level-2", by=EMIL)


def test_delivery_prices_the_questions_items_anew(acme, heard):
    charge = acme.open(agreed_up_to=40)
    acme.price(charge, "level-2")
    acme.price(charge, "medium-mod")
    first = acme.offer(charge)
    heard()
    view = acme.deliver(charge, "phone")
    assert (view.price, view.charged) == (25, 25)
    assert (view.open_offer.points, view.open_offer.multiplier, view.open_offer.id != first) == (100, 2, True)
    assert heard.names() == ["PriceAsked"]
    assert acme.accept(charge).charged == 100


def test_delivery_may_make_a_question_needless(acme):
    charge = acme.open(agreed_up_to=40, delivery="phone")
    acme.price(charge, "level-3")
    view = acme.deliver(charge, "online")
    assert (view.price, view.charged, view.open_offer) == (40, 40, None)


def test_delivery_asks_when_it_leads_above_the_cap(acme):
    charge = acme.open(agreed_up_to=40)
    acme.price(charge, "level-3")
    view = acme.deliver(charge, "phone")
    assert (view.price, view.charged, view.delivery, view.open_offer.points) == (40, 40, "phone", 80)
    view = acme.decline(charge)
    assert (view.price, view.charged, view.delivery) == (40, 40, "phone")


def test_a_question_that_a_delivery_leaves_as_it_is_stays_open(acme, heard):
    charge = acme.open(agreed_up_to=0)
    acme.quote(charge, 100)
    offer = acme.offer(charge)
    heard()
    assert acme.deliver(charge, "phone").open_offer.id == offer
    assert heard() == []
    assert acme.accept(charge).charged == 100


def test_accepting_more_than_the_wallet_holds_waits(acme, heard):
    charge = acme.open(agreed_up_to=0)
    acme.price(charge, "installation")
    heard()
    view = acme.accept(charge)
    assert (view.price, view.charged, view.waiting_for, view.agreed_up_to) == (150, 0, 30, 150)
    assert heard.names() == ["ChargeWaiting"]


# Who answers


def test_only_who_may_spend_answers(acme, refused):
    charge = acme.open(agreed_up_to=0)
    acme.price(charge, "level-2")
    offer = acme.offer(charge)
    for verb, answer in (("accept", actions.accept), ("decline", actions.decline)):
        for nobody in (bruno(acme.customer.id), DORA, EMIL, SYSTEM):
            with refused(NotAllowed, verb=verb):
                answer(offer_id=offer, by=nobody, now=acme.now)
    spender = bruno(acme.customer.id, Right.SPEND)
    assert acme.accept(charge, by=spender).charged == 25


def test_another_customers_offer_is_not_there(acme, refused, now):
    stranger = carla(make_account(now=now, name="Carla's firm", line=acme.line).customer.id)
    charge = acme.open(agreed_up_to=0)
    acme.price(charge, "level-2")
    offer = acme.offer(charge)
    for answer in (actions.accept, actions.decline):
        with refused(NotFound, kind="offer", ref=str(offer)):
            answer(offer_id=offer, by=stranger, now=acme.now)
        with refused(NotFound, kind="offer", ref="0"):
            answer(offer_id=0, by=acme.anna, now=acme.now)


def test_answering_twice_is_answering_once(acme, unchanged, refused):
    accepted, declined = acme.open(agreed_up_to=0), acme.open(agreed_up_to=0)
    acme.price(accepted, "level-2")
    acme.price(declined, "level-2")
    yes, no = acme.offer(accepted), acme.offer(declined)
    first = acme.accept(accepted)
    acme.decline(declined)
    with unchanged():
        assert actions.accept(offer_id=yes, by=acme.anna, now=acme.now) == first
        actions.decline(offer_id=no, by=acme.anna, now=acme.now)
    with refused(NoOpenQuote, reference=first.reference):
        actions.decline(offer_id=yes, by=acme.anna, now=acme.now)
    with refused(NoOpenQuote):
        actions.accept(offer_id=no, by=acme.anna, now=acme.now)


def test_answers_have_keys_too(acme, unchanged, refused):
    charge = acme.open(agreed_up_to=0)
    acme.price(charge, "level-2")
    offer = acme.offer(charge)
    acme.accept(charge, key="k")
    with unchanged():
        actions.accept(offer_id=offer, by=acme.anna, now=acme.now, key="k")
    with refused(SameKeyOtherRequest, key="k"):
        actions.decline(offer_id=offer, by=acme.anna, now=acme.now, key="k")


# Quotes


def test_a_quote_charges_only_when_accepted(acme, heard):
    charge = acme.open()
    acme.price(charge, "medium-mod")
    heard()
    view = acme.quote(charge, 100)
    assert (view.price, view.charged, view.state, acme.available) == (50, 50, PriceState.ASKED, 70)
    offer = view.open_offer
    assert (offer.kind, offer.points, offer.text, offer.valid_until) == (
        OfferKind.QUOTE, 100, "A gateway for your bank", date(2026, 6, 4),
    )  # fmt: skip
    name, data = heard.one()
    assert (name, data["asked"], data["valid_until"], data["old"]) == ("QuoteOffered", 100, "2026-06-04", 50)
    view = acme.accept(charge)
    assert (view.price, view.charged, view.basis, acme.available) == (100, 100, Basis.QUOTE, 20)
    assert view.items == (Line("other", 1, 100, never_doubles=True),)
    assert view.agreed_up_to is None
    line = history(charge)[-1]
    assert (line.kind, line.asked, line.offer_text) == ("accepted", 100, "A gateway for your bank")


def test_a_declined_quote_costs_nothing(acme):
    charge = acme.open()
    acme.price(charge, "medium-mod")
    acme.quote(charge, 100)
    view = acme.decline(charge)
    assert (view.price, view.charged, acme.available) == (50, 50, 70)


def test_a_quote_asks_even_below_the_cap_and_where_we_may_go_ahead(acme):
    for agreed_up_to in (None, 500):
        charge = acme.open(agreed_up_to=agreed_up_to)
        assert acme.quote(charge, 10).state is PriceState.ASKED


def test_a_quote_is_valid_through_its_last_day_in_the_vendors_zone(acme, refused, now):
    charge = acme.open()
    acme.quote(charge, 100, valid_until=date(2026, 5, 20))
    late = acme.open()
    acme.quote(late, 20, valid_until=date(2026, 5, 20))
    # 23:59:59 of 20 May in Athens, then midnight.
    acme.now = now.replace(day=20, hour=20, minute=59, second=59)
    assert acme.accept(charge).charged == 100
    acme.now = now.replace(day=20, hour=21)
    view = acme.see(late)
    assert (view.open_offer.lapsed, view.state) == (True, PriceState.UNPRICED)
    with refused(QuoteLapsed, reference=view.reference, valid_until=date(2026, 5, 20)):
        acme.accept(late)


def test_a_lapsed_quote_is_replaced_or_declined(acme, now):
    charge = acme.open()
    acme.quote(charge, 100, valid_until=date(2026, 5, 5))
    acme.now = now + timedelta(days=1)
    assert acme.quote(charge, 100).open_offer.valid_until == date(2026, 6, 5)
    assert Offer.objects.filter(charge_id=charge, state="superseded").count() == 1
    acme.now = now + timedelta(days=60)
    assert acme.decline(charge).open_offer is None


def test_a_quote_never_doubles(acme):
    charge = acme.open(delivery="phone")
    acme.quote(charge, 50)
    assert acme.accept(charge).charged == 50
    assert acme.deliver(charge, "online").charged == 50
    assert acme.deliver(charge, "phone").charged == 50


def test_a_quote_replaces_the_whole_price(acme):
    charge = acme.open(delivery="phone")
    acme.price(charge, "level-3")
    assert acme.available == 40
    acme.quote(charge, 90)
    assert acme.accept(charge).charged == 90
    assert acme.available == 30


def test_a_quote_not_above_the_present_price_applies_at_once(acme, heard):
    charge = acme.open()
    acme.price(charge, "medium-mod")
    heard()
    view = acme.quote(charge, 40)
    assert (view.price, view.charged, view.basis, view.open_offer) == (40, 40, Basis.QUOTE, None)
    assert heard.names() == ["PriceChanged"]


def test_a_quote_takes_a_questions_place_and_the_other_way_round(acme):
    charge = acme.open(agreed_up_to=0)
    acme.price(charge, "level-2")
    acme.quote(charge, 100)
    assert acme.see(charge).open_offer.kind is OfferKind.QUOTE
    acme.price(charge, "level-2")
    assert acme.see(charge).open_offer.kind is OfferKind.QUESTION


def test_the_same_quote_again_changes_nothing(acme, unchanged):
    charge = acme.open()
    acme.quote(charge, 100)
    with unchanged():
        acme.quote(charge, 100)


def test_a_line_whose_list_has_no_item_upon_request_quotes_under_no_item(acme, now):
    content = changed_points(scheme_content(), {"other": 100})
    publish_price_list(line_id=acme.line.id, in_force_from=date(2026, 5, 5), content=content, by=SYSTEM, now=now)
    charge = acme.open()
    acme.quote(charge, 30)
    assert acme.accept(charge).items == (Line("", 1, 30, never_doubles=True),)


@pytest.mark.parametrize("points", [0, -1, 1.5, "100", True, 1_000_001])
def test_a_quote_is_whole_points(acme, refused, points):
    charge = acme.open()
    with refused(InvalidPoints):
        acme.quote(charge, points)


@pytest.mark.parametrize(
    ("fields", "field", "problem"),
    [
        ({"text": ""}, "text", "missing"),
        ({"text": "x" * 5001}, "text", "too_long"),
        ({"text": "\x00"}, "text", "nul"),
        ({"valid_until": date(2026, 5, 4)}, "valid_until", "past"),
        ({"valid_until": date(2028, 5, 6)}, "valid_until", "too_far"),
        ({"valid_until": date.max}, "valid_until", "too_far"),
        ({"key": ""}, "key", "missing"),
    ],
)
def test_a_quote_that_says_nothing_usable(acme, refused, fields, field, problem):
    charge = acme.open()
    with refused(InvalidInput, field=field, problem=problem):
        acme.quote(charge, 100, **fields)


def test_no_offer_outlives_the_close(acme, refused):
    charge = acme.open()
    acme.price(charge, "level-2")
    acme.quote(charge, 100)
    offer = acme.offer(charge)
    acme.settle(charge)
    with refused(NoOpenQuote):
        actions.accept(offer_id=offer, by=acme.anna, now=acme.now)
    with refused(PriceOnlyGoesDown, reference=acme.see(charge).reference, price=25, wanted=100):
        acme.quote(charge, 100)
