"""The personal link in a mail: looking changes nothing, pressing a button does (P15, P17, P24)."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.factories.rows import every_row
from tests.factories.tickets import make_carla

from pointdesk.charges import actions as charges
from pointdesk.charges.rules import OfferState
from pointdesk.customers.models import Person
from pointdesk.notifications.queries import LinkClaim, Purpose, link_token


@pytest.fixture
def ticket(desk):
    return desk.open(price_first=True)


@pytest.fixture
def link(desk, ticket):
    """Anna's link to a question of 25 points, good for 30 days."""
    return address(desk.price(ticket, "level-2").open_offer.id, desk.anna, desk.now)


def address(offer_id, person, now):
    claim = LinkClaim(person_id=person.number, offer_id=offer_id)
    return f"/offers/{link_token(claim, purpose=Purpose.ANSWER_OFFER, until=now + timedelta(days=30))}/"


def post(link, answer, key="k1", offer=1):
    return Client().post(link, {"key": key, "answer": answer, "offer": offer})


def test_looking_changes_nothing(desk, link):
    before = every_row()
    for method in ("get", "head", "get"):
        response = getattr(Client(), method)(link)
    page = response.context["page"]
    assert (page.name, page.step.title, page.question.takes[0][0], page.question.may_answer) == (
        "Anna", "May we do this for 25 points?", 25, True,
    )  # fmt: skip
    assert (every_row() == before, "no-store" in response["Cache-Control"]) == (True, True)


@pytest.mark.parametrize(
    ("answer", "state", "charged", "words"),
    [
        ("accept", OfferState.ACCEPTED, 25, "You accepted 25 points."),
        ("decline", OfferState.DECLINED, 0, "You declined. Nothing more is charged."),
    ],
)
def test_a_button_answers_once(desk, ticket, link, answer, state, charged, words):
    for key in ("k1", "k1", "k2"):
        assert post(link, answer, key)["Location"] == link
    page = Client().get(link)
    assert (page.context["page"].state, words in page.text) == (state, True)
    view = desk.charge(ticket)
    assert (view.charged, view.open_offer) == (charged, None)


def test_the_other_answer_comes_too_late(desk, ticket, link):
    post(link, "accept")
    response = post(link, "decline", "k2")
    assert (response.status_code, "There is nothing to answer any more" in response.text) == (422, True)
    assert desk.charge(ticket).charged == 25


def test_a_link_answers_its_own_offer_whatever_the_form_says(desk, ticket, link):
    other = desk.open(price_first=True)
    offer = desk.price(other, "level-1").open_offer
    post(link, "accept", offer=offer.id)
    assert (desk.charge(ticket).charged, desk.charge(other).charged) == (25, 0)


def test_a_question_replaced_meanwhile_says_so(desk, ticket, link):
    desk.price(ticket, "level-3")
    assert "The price has changed meanwhile." in Client().get(link).text
    before = every_row()
    assert (post(link, "accept").status_code, every_row() == before) == (422, True)


def test_a_question_taken_back_says_so(desk, ticket, link):
    charges.void_for_bug(charge_id=ticket.charge_id, by=desk.dora, now=desk.now)
    assert "This question is not asked any more." in Client().get(link).text


def test_an_accepted_price_above_the_balance_waits(desk, ticket):
    link = address(desk.price(ticket, "installation").open_offer.id, desk.anna, desk.now)
    post(link, "accept")
    assert "50 points are missing; the ticket goes on by itself" in Client().get(link).text


def test_an_expired_link_says_so(desk, link, stopped):
    stopped.advance(timedelta(days=31))
    before = every_row()
    response = Client().get(link)
    assert (response.status_code, "It was good until 4 June 2026." in response.text) == (410, True)
    assert (post(link, "accept").status_code, every_row() == before) == (410, True)


def test_a_forged_link_says_so(desk, link):
    forged = link[:-3] + ("AA/" if not link.endswith("AA/") else "BB/")
    before = every_row()
    for made_up in (forged, "/offers/x/", "/offers/a:b:c/"):
        response = Client().get(made_up)
        assert (response.status_code, "This link does not work" in response.text) == (404, True)
        assert post(made_up, "accept").status_code == 404
    assert every_row() == before


def test_the_link_of_another_firm_or_of_who_left_does_not_work(desk, ticket, link, now):
    offer = desk.charge(ticket).open_offer
    assert Client().get(address(offer.id, make_carla(now=now), now)).status_code == 404
    assert Client().get(address(999, desk.anna, now)).status_code == 404
    Person.objects.filter(id=desk.anna.number).update(is_active=False)
    assert (Client().get(link).status_code, post(link, "accept").status_code) == (404, 404)


def test_who_may_not_spend_any_more_answers_nothing(desk, ticket, now):
    own = desk.open(by=desk.bruno, price_first=True)
    link = address(desk.price(own, "level-2").open_offer.id, desk.bruno, now)
    Person.objects.filter(id=desk.bruno.number).update(may_spend=False)
    assert 'value="accept"' not in Client().get(link).text
    before = every_row()
    assert (post(link, "accept").status_code, every_row() == before) == (403, True)


def test_the_page_costs_the_same_for_every_question(desk, link, django_assert_num_queries):
    with django_assert_num_queries(19):
        Client().get(link)
