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
        ("new", "us", "none", None), ("short", "points", "said", 150), ("asked", "you", "asked", 25),
        ("charged", "us", "charged", 25), ("closed", "solved", "charged", 10),
    }  # fmt: skip


def test_who_wants_the_price_first_reads_that_it_comes_first(desk, at_nisos):
    ticket = desk.open(price_first=True)
    (row,) = at_nisos.get("/tickets/").context["page"].tickets
    page = at_nisos.get(f"/tickets/{ticket.number}/")
    assert (row.label, page.context["page"].label) == ("We tell you the price first",) * 2
    assert "We are working on it" not in page.text
    desk.price(ticket, "level-2")
    desk.now += timedelta(hours=1)
    actions.decline_price(offer_id=desk.charge(ticket).open_offer.id, by=desk.anna, now=desk.now)
    (row,) = at_nisos.get("/tickets/").context["page"].tickets
    page = at_nisos.get(f"/tickets/{ticket.number}/").context["page"]
    assert (row.status, row.label, row.price, row.points, page.label) == ("us", "", "declined", 25, "")
    assert [entry.text for entry in page.entries][-1] == "Anna declined 25 points"


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


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ΤΙΜΟΛΟΓΙΟ", [1]), ("τιμολο", [1]), ("#{first}", [1]), ("{second}", [2]), ("last step", [2, 1]),
        ("nowhere", []), ("secret", []), ("%00", []), ("'); --", []), ("🙂", []), ("9" * 5000, []),
    ],
    ids=lambda value: str(value)[:20],
)  # fmt: skip
def test_words_and_numbers_are_found_in_ones_own_tickets(desk, at_nisos, now, words, found):
    first = desk.open(subject="Το τιμολόγιο δεν τυπώνεται")
    second = desk.open(subject="Checkout fails")
    actions.add_note(ticket_id=second.pk, body="A secret.", by=desk.dora, now=desk.now)
    make_helpdesk(now=now, name="Thalassa").open(subject="Το τιμολόγιο του άλλου, last step")
    words = words.format(first=first.number, second=second.number)
    page = at_nisos.get("/tickets/", {"q": words}).context["page"]
    named = {1: first.number, 2: second.number}
    assert (page.words, [t.number for t in page.tickets]) == (words, [named[n] for n in found])


def test_a_colleague_finds_their_own_and_no_words_are_the_list(desk, now):
    desk.open()
    own = desk.open(by=desk.bruno)
    browser = sign_in(desk.bruno, now=now)
    for address in ("/tickets/?q=checkout", "/tickets/?q=", "/tickets/?q=+"):
        assert [t.number for t in browser.get(address).context["page"].tickets] == [own.number]


def test_what_is_looked_for_cannot_run(at_nisos):
    assert "<script>alert" not in at_nisos.get("/tickets/", {"q": "<script>alert(1)</script>"}).text


@pytest.mark.parametrize("tickets", [1, 3])
def test_looking_costs_the_same_however_much_is_found(desk, at_nisos, tickets, django_assert_num_queries):
    for _ in range(tickets):
        desk.open()
    with django_assert_num_queries(9):
        at_nisos.get("/tickets/?q=checkout")
