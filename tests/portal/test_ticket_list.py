"""The customer's tickets, in the customer's words."""

from datetime import timedelta

import pytest
from tests.factories.portal import sign_in
from tests.factories.tickets import make_helpdesk

from pointdesk.tickets import actions


def test_each_says_whose_turn_it_is_and_what_it_costs(desk, at_nisos):
    desk.open(subject="new")
    desk.price(desk.open(subject="asked", price_first=True), "level-2")
    desk.priced("level-2", subject="charged")
    desk.closed("level-1", subject="closed")
    desk.priced("installation", subject="short")
    listed = at_nisos.get("/tickets/").context["page"].tickets
    assert {(t.subject, t.status, t.price, t.points) for t in listed} == {
        ("new", "us", "none", None), ("short", "points", "said", 150), ("asked", "you", "none", None),
        ("charged", "us", "charged", 25), ("closed", "solved", "charged", 10),
    }  # fmt: skip


def test_open_ones_alone(desk, at_nisos):
    desk.closed("level-1")
    ticket = desk.open()
    page = at_nisos.get("/tickets/?show=open").context["page"]
    assert ([t.number for t in page.tickets], page.only_open) == ([ticket.number], True)


def test_pages_follow_each_other_whatever_comes_in_between(desk, at_nisos, stopped):
    numbers = []
    for _ in range(30):
        desk.now += timedelta(minutes=1)
        numbers.append(desk.open().number)
    first = at_nisos.get("/tickets/").context["page"]
    desk.now += timedelta(minutes=1)
    desk.open()
    second = at_nisos.get(f"/tickets/{first.older}").context["page"]
    assert [t.number for t in first.tickets + second.tickets] == numbers[::-1]
    assert (first.newer, second.newer, second.older) == ("", "?", "")
    opened = at_nisos.get("/tickets/?show=open").context["page"]
    assert opened.older.startswith("?show=open&after=")


@pytest.mark.parametrize("after", ["x", "_", "1_", "_1", "nan_1", "1e999_1", "-1_-1", "1_" + "9" * 40])
def test_an_address_that_was_tampered_with_is_a_page(desk, at_nisos, after):
    desk.open()
    assert at_nisos.get(f"/tickets/?after={after}").status_code == 200


def test_a_colleague_sees_their_own_and_a_stranger_none(desk, now):
    desk.open()
    own = desk.open(by=desk.bruno)
    other = make_helpdesk(now=now, name="Thalassa")
    listed = [sign_in(who, now=now).get("/tickets/").context["page"].tickets for who in (desk.bruno, other.anna)]
    assert [[t.number for t in tickets] for tickets in listed] == [[own.number], []]


def test_a_merged_ticket_is_read_in_its_survivor(desk, at_nisos):
    ticket, into = desk.open(), desk.open()
    actions.merge(ticket_id=ticket.pk, into_id=into.pk, by=desk.dora, now=desk.now)
    assert [t.number for t in at_nisos.get("/tickets/").context["page"].tickets] == [into.number]


@pytest.mark.parametrize("tickets", [1, 3])
def test_the_list_costs_the_same_however_long(desk, at_nisos, tickets, django_assert_num_queries):
    for _ in range(tickets):
        desk.priced("level-1")
    with django_assert_num_queries(7):
        at_nisos.get("/tickets/")
