"""ask_review, decide_review: P11 and ruling 20."""

from datetime import timedelta

import pytest
from tests.factories.cast import DORA, EMIL, bruno, carla
from tests.factories.charges import make_account
from tests.factories.vendor import set_policies

from pointdesk.charges import actions
from pointdesk.charges.errors import (
    DeciderIsPricer,
    ItemNeedsQuote,
    NothingToReview,
    PriceOnlyGoesDown,
    ReviewAlreadyOpen,
    StaleOffer,
)
from pointdesk.charges.queries import history
from pointdesk.charges.rules import Basis, Line, PriceState, ReviewState
from pointdesk.kit.actors import SYSTEM, Actor, ActorKind, Role
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotAllowed, NotFound
from pointdesk.ledger.errors import SameKeyOtherRequest

pytestmark = pytest.mark.django_db

FAY = Actor(kind=ActorKind.STAFF, id="fay", label="Fay", roles=frozenset({Role.AGENT}))


def ask(account, charge, by=None, **fields):
    return actions.ask_review(charge_id=charge, by=by or account.anna, now=account.now, **fields)


def decide(account, charge, verdict, by=EMIL, **fields):
    words = {"reason": "Because", **fields}
    return actions.decide_review(charge_id=charge, verdict=verdict, by=by, now=account.now, **words)


@pytest.fixture
def contested(acme):
    """A ticket of 80 points, priced by Dora and contested by Anna."""
    charge = acme.open()
    acme.price(charge, "level-4")
    ask(acme, charge, reason="It took you five minutes")
    return charge


# Asking


def test_asking_moves_nothing(acme, heard):
    charge = acme.open()
    acme.price(charge, "level-4")
    heard()
    view = ask(acme, charge, reason="It took you five minutes")
    assert (view.price, view.charged, view.state, acme.available) == (80, 80, PriceState.UNDER_REVIEW, 40)
    review = view.review
    assert (review.state, review.request, review.asked_by, review.asked_at) == (
        ReviewState.OPEN, "It took you five minutes", "Anna", acme.now,
    )  # fmt: skip
    name, data = heard.one()
    assert (name, data["review_id"], data["price"], data["by_label"]) == ("ReviewAsked", review.id, 80, "Anna")


def test_one_open_review_per_ticket(acme, contested, refused):
    with refused(ReviewAlreadyOpen, reference=acme.see(contested).reference):
        ask(acme, contested)


def test_asking_twice_under_a_key(acme, unchanged, refused):
    charge = acme.open()
    acme.price(charge, "level-2")
    ask(acme, charge, key="k")
    with unchanged():
        ask(acme, charge, key="k")
    with refused(SameKeyOtherRequest):
        ask(acme, charge, key="k", reason="other words")


@pytest.mark.parametrize("what", ["unpriced", "asked", "free", "waiting", "bug"])
def test_where_nothing_is_charged_there_is_nothing_to_review(acme, refused, what):
    charge = acme.open(agreed_up_to=0 if what == "asked" else None)
    if what == "asked":
        acme.price(charge, "level-2")
    elif what == "free":
        acme.price(charge, "level-0")
    elif what == "waiting":
        acme.price(charge, "installation")
    elif what == "bug":
        acme.price(charge, "level-2")
        actions.void_for_bug(charge_id=charge, by=DORA, now=acme.now)
    with refused(NothingToReview, reference=acme.see(charge).reference):
        ask(acme, charge)


def test_a_closed_ticket_may_be_contested_without_a_limit(acme, now):
    charge = acme.open()
    acme.price(charge, "level-4")
    acme.settle(charge)
    acme.now = now + timedelta(days=3000)
    assert ask(acme, charge).state is PriceState.UNDER_REVIEW


def test_the_vendor_may_set_a_limit(acme, refused, now):
    set_policies(review_days=14)
    charge, late = acme.open(), acme.open()
    acme.price(charge, "level-2")
    acme.price(late, "level-2")
    acme.settle(charge)
    acme.settle(late)
    acme.now = now + timedelta(days=14)
    assert ask(acme, charge).state is PriceState.UNDER_REVIEW
    acme.now = now + timedelta(days=15)
    with refused(NothingToReview):
        ask(acme, late)


def test_who_asks(acme, refused, now):
    stranger = carla(make_account(now=now, name="Carla's firm", line=acme.line).customer.id)
    charge = acme.open()
    acme.price(charge, "level-2")
    with refused(NotFound, kind="charge", ref=str(charge)):
        ask(acme, charge, by=stranger)
    with refused(NotAllowed, verb="ask_review"):
        ask(acme, charge, by=SYSTEM)
    assert ask(acme, charge, by=bruno(acme.customer.id)).review.asked_by == "Bruno"


def test_staff_note_a_wish_told_by_telephone(acme):
    charge = acme.open()
    acme.price(charge, "level-2")
    assert ask(acme, charge, by=DORA).review.asked_by == "Dora"


# Deciding


def test_kept(acme, contested, heard):
    heard()
    view = decide(acme, contested, "keep", reason="It took me two hours")
    assert (view.price, view.charged, view.state) == (80, 80, PriceState.KEPT)
    assert (view.review.state, view.review.answer, view.review.decided_by) == (
        ReviewState.KEPT, "It took me two hours", "Emil",
    )  # fmt: skip
    name, data = heard.one()
    assert (name, data["result"], data["old"], data["new"]) == ("ReviewDecided", "kept", 80, 80)
    assert history(contested)[-1].reason == "It took me two hours"


def test_lowered_by_an_item(acme, contested, heard):
    heard()
    view = decide(acme, contested, "lower", items=[("level-2", 1)])
    assert (view.price, view.charged, view.state, view.basis) == (25, 25, PriceState.LOWERED, Basis.ITEMS)
    assert (view.items, acme.available) == ((Line("level-2", 1, 25),), 95)
    name, data = heard.one()
    assert (name, data["result"], data["old"], data["new"]) == ("ReviewDecided", "lowered", 80, 25)


def test_lowered_on_a_closed_ticket(acme, contested):
    acme.settle(contested)
    view = decide(acme, contested, "lower", items=[("level-2", 1)])
    assert (view.charged, view.state, acme.available) == (25, PriceState.LOWERED, 95)
    assert view.settled_at is not None


def test_an_item_counts_as_the_support_was_given(now):
    acme = make_account(200, now=now)
    charge = acme.open(delivery="phone")
    acme.price(charge, "level-4")
    ask(acme, charge)
    assert decide(acme, charge, "lower", items=[("level-2", 1)]).charged == 50


def test_lowered_by_points_that_no_delivery_raises(acme, contested):
    view = decide(acme, contested, "lower", points=30)
    assert (view.price, view.charged, view.basis, view.items) == (30, 30, Basis.REVIEW, (Line("level-4", 1, 80),))
    assert acme.deliver(contested, "phone").charged == 30
    assert acme.deliver(contested, "online").charged == 30


def test_a_delivery_may_still_lower_what_a_review_named(now):
    acme = make_account(200, now=now)
    charge = acme.open(delivery="phone")
    acme.price(charge, "level-4")
    ask(acme, charge)
    decide(acme, charge, "lower", points=100)
    assert acme.deliver(charge, "online").charged == 80
    assert acme.deliver(charge, "phone").charged == 80


def test_returned(acme, contested, heard):
    heard()
    view = decide(acme, contested, "return", reason="You are right")
    assert (view.price, view.charged, view.state, acme.available) == (0, 0, PriceState.RETURNED, 120)
    name, data = heard.one()
    assert (name, data["result"], data["old"], data["new"]) == ("ReviewDecided", "returned", 80, 0)
    assert acme.deliver(contested, "phone").charged == 0


def test_after_the_decision_another_may_be_asked_and_an_open_price_rises_again(acme, contested):
    decide(acme, contested, "lower", items=[("level-2", 1)])
    assert acme.price(contested, "level-3").state is PriceState.CHARGED
    assert ask(acme, contested).state is PriceState.UNDER_REVIEW


@pytest.mark.parametrize("wanted", [{"items": [("installation", 1)]}, {"items": [("level-4", 1)]}, {"points": 80}])
def test_a_review_never_raises_a_price_nor_lowers_it_to_the_same(acme, contested, refused, wanted):
    with refused(PriceOnlyGoesDown):
        decide(acme, contested, "lower", **wanted)


def test_whoever_priced_does_not_decide(acme, contested, refused):
    for verdict, result in (("keep", {}), ("lower", {"points": 10}), ("return", {})):
        with refused(DeciderIsPricer, reference=acme.see(contested).reference):
            decide(acme, contested, verdict, by=DORA, **result)


@pytest.mark.parametrize("how", ["price", "quote", "delivery", "question", "review"])
def test_whoever_ever_priced_does_not_decide(now, refused, how):
    acme = make_account(1000, now=now)
    charge = acme.open(agreed_up_to=100)
    if how == "price":
        acme.price(charge, "level-1", by=FAY)
    elif how == "quote":
        acme.quote(charge, 500, by=FAY)
    elif how == "question":
        acme.price(charge, "installation", by=FAY)
    acme.price(charge, "level-3")
    if how == "delivery":
        acme.deliver(charge, "phone", by=FAY)
    elif how == "review":
        ask(acme, charge)
        decide(acme, charge, "lower", points=30, by=FAY)
    ask(acme, charge)
    with refused(DeciderIsPricer):
        decide(acme, charge, "keep", by=FAY)
    assert decide(acme, charge, "keep", by=EMIL).state is PriceState.KEPT


@pytest.mark.parametrize("how", ["delivery before the price", "close", "kept review", "split"])
def test_whoever_did_something_else_may_decide(acme, how):
    charge = acme.open()
    if how == "delivery before the price":
        acme.deliver(charge, "phone", by=FAY)
    acme.price(charge, "level-2")
    if how == "close":
        acme.settle(charge, by=FAY)
    elif how == "kept review":
        ask(acme, charge)
        decide(acme, charge, "keep", by=FAY)
    elif how == "split":
        actions.fork(charge_id=charge, reference="split", by=FAY, now=acme.now)
    ask(acme, charge)
    assert decide(acme, charge, "keep", by=FAY).state is PriceState.KEPT


def test_a_vendor_with_one_manager_may_switch_that_off(acme, contested):
    set_policies(pricer_may_decide=True)
    assert decide(acme, contested, "keep", by=DORA).state is PriceState.KEPT


def test_nobody_asked(acme, refused):
    charge = acme.open()
    acme.price(charge, "level-2")
    with refused(NothingToReview, reference=acme.see(charge).reference):
        decide(acme, charge, "keep")


def test_a_decision_is_taken_once(acme, contested, refused, unchanged):
    decide(acme, contested, "lower", points=30, key="k")
    with unchanged():
        decide(acme, contested, "lower", points=30, key="k")
    with refused(NothingToReview):
        decide(acme, contested, "lower", points=30)
    with refused(SameKeyOtherRequest):
        decide(acme, contested, "lower", points=20, key="k")


@pytest.mark.parametrize(
    ("verdict", "fields", "field", "problem"),
    [
        ("raise", {}, "verdict", "unknown"),
        ("keep", {"reason": " "}, "reason", "missing"),
        ("lower", {}, "items", "either_items_or_points"),
        ("lower", {"items": [("level-1", 1)], "points": 10}, "items", "either_items_or_points"),
        ("keep", {"points": 10}, "verdict", "names_no_price"),
        ("return", {"items": [("level-1", 1)]}, "verdict", "names_no_price"),
        ("lower", {"items": []}, "items", "missing"),
    ],
)
def test_verdicts_that_say_nothing_usable(acme, contested, refused, verdict, fields, field, problem):
    with refused(InvalidInput, field=field, problem=problem):
        decide(acme, contested, verdict, **fields)


def test_results_that_are_no_price(acme, contested, refused):
    with refused(InvalidPoints):
        decide(acme, contested, "lower", points=-1)
    with refused(ItemNeedsQuote):
        decide(acme, contested, "lower", items=[("other", 1)])


@pytest.mark.parametrize("by", [SYSTEM, Actor(kind=ActorKind.STAFF, id="a", label="A")])
def test_who_decides(acme, contested, refused, by):
    with refused(NotAllowed, verb="decide_review"):
        decide(acme, contested, "keep", by=by)
    with refused(NotAllowed, verb="decide_review"):
        decide(acme, contested, "keep", by=acme.anna)


# While it is open


def test_the_price_may_only_be_lowered_meanwhile(acme, contested, refused):
    reference = acme.see(contested).reference
    with refused(PriceOnlyGoesDown, reference=reference, price=80, wanted=150):
        acme.price(contested, "installation")
    with refused(PriceOnlyGoesDown, reference=reference, price=80, wanted=160):
        acme.deliver(contested, "phone")
    with refused(PriceOnlyGoesDown, reference=reference, price=80, wanted=81):
        acme.quote(contested, 81)
    view = acme.price(contested, "level-3")
    assert (view.charged, view.state) == (40, PriceState.UNDER_REVIEW)
    assert decide(acme, contested, "keep").price == 40


def test_an_older_question_is_not_accepted_meanwhile(acme, refused):
    charge = acme.open(agreed_up_to=40)
    acme.price(charge, "level-2")
    acme.price(charge, "level-4")
    ask(acme, charge)
    with refused(PriceOnlyGoesDown, reference=acme.see(charge).reference, price=25, wanted=80):
        acme.accept(charge)
    assert decide(acme, charge, "keep").open_offer.points == 80
    assert acme.accept(charge).charged == 80


def test_a_lowered_price_takes_an_open_questions_place(acme, refused):
    charge = acme.open(agreed_up_to=40)
    acme.price(charge, "level-2")
    acme.price(charge, "level-4")
    offer = acme.offer(charge)
    ask(acme, charge)
    decide(acme, charge, "lower", points=10)
    with refused(StaleOffer):
        actions.accept(offer_id=offer, by=acme.anna, now=acme.now)


def test_closing_leaves_it_open(acme, contested):
    view = acme.settle(contested)
    assert (view.state, view.review.state) == (PriceState.UNDER_REVIEW, ReviewState.OPEN)


def test_a_waiting_price_under_review_is_lowered_in_its_place(acme):
    charge = acme.open()
    acme.price(charge, "level-4")
    acme.price(charge, "installation")
    ask(acme, charge)
    since = acme.see(charge).waiting_since
    view = decide(acme, charge, "lower", points=140)
    assert (view.price, view.charged, view.waiting_for, view.waiting_since) == (140, 80, 20, since)
