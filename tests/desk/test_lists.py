from datetime import timedelta

import pytest
from tests.factories.tickets import make_helpdesk

from pointdesk.charges import actions as charges
from pointdesk.desk.pages.places import place_of, place_text
from pointdesk.desk.pages.rail import MOST_COUNTED, ListView
from pointdesk.desk.pages.tickets import PAGE
from pointdesk.tickets.actions import accept_price, close, decline_price, solve, take


def shown(response):
    return [row.number for row in response.context["page"].rows]


def of(dora, view):
    return shown(dora.get(f"/desk/view/{view}/"))


def test_every_list_has_its_tickets(desk, dora):
    contested = desk.closed("level-1")
    charges.ask_review(charge_id=contested.charge_id, by=desk.anna, now=desk.now, reason="Too much")
    fresh = desk.open()
    mine = desk.priced("level-1")
    take(ticket_id=mine.pk, by=desk.dora, now=desk.now)
    asked = desk.priced("level-2", price_first=True)
    answered = desk.priced("level-0")
    desk.reply(answered, by=desk.dora)
    waiting = desk.priced("installation")
    solved = desk.priced("level-0")
    take(ticket_id=solved.pk, by=desk.dora, now=desk.now)
    solve(ticket_id=solved.pk, by=desk.dora, now=desk.now)
    expected = {
        ListView.MINE: {mine, solved},
        ListView.UNASSIGNED: {fresh, asked, answered, waiting},
        ListView.EVALUATE: {fresh},
        ListView.POINTS: {waiting},
        ListView.ANSWER: {asked},
        ListView.REVIEWS: {contested},
        ListView.ALL: {fresh, mine, asked, answered, waiting, contested, solved},
    }
    for view, tickets in expected.items():
        assert sorted(of(dora, view)) == sorted(ticket.number for ticket in tickets), view
    assert shown(dora.get("/desk/")) == of(dora, "mine")
    counts = {link.view: link.count for link in dora.get("/desk/").wsgi_request.desk.rail}
    assert counts == {
        "mine": "2", "unassigned": "4", "to-evaluate": "1", "waiting-for-points": "1", "waiting-for-an-answer": "1",
        "reviews": "1", "all": "",
    }  # fmt: skip


def test_a_row_says_where_a_ticket_stands_and_what_it_costs(desk, dora):
    desk.priced("level-2", by=desk.bruno, price_first=True)
    (row,) = dora.get("/desk/view/all/").context["page"].rows
    assert (row.mark, row.word, row.price_state, row.points) == ("you", "Price asked", "asked", 25)
    assert row.about == f"#{row.number} · Bruno, Nisos"
    assert row.subject == "Checkout fails"


@pytest.mark.parametrize(
    ("codes", "fields", "price"),
    [
        ((), {}, ("none", None)),
        (("level-2",), {}, ("charged", 25)),
        (("level-0",), {}, ("charged", 0)),
        (("installation",), {}, ("said", 150)),
        (("level-2",), {"agreed_up_to": 10}, ("asked", 25)),
    ],
    ids=["none", "charged", "free", "waiting", "asked"],
)
def test_the_price_of_a_row(desk, dora, codes, fields, price):
    desk.priced(*codes, **fields) if codes else desk.open(**fields)
    (row,) = dora.get("/desk/view/all/").context["page"].rows
    assert (row.price_state, row.points) == price


def test_an_answered_price_is_open_work_again(desk, dora):
    """Nobody waits for the customer any more: the ticket moves up, and its page says what they answered."""
    asked, other = desk.priced("level-2", price_first=True), desk.open()
    desk.reply(asked, by=desk.dora)
    desk.now += timedelta(hours=1)
    offer = desk.charge(asked).open_offer.id
    decline_price(offer_id=offer, by=desk.anna, now=desk.now)
    rows = dora.get("/desk/view/all/").context["page"].rows
    assert [(r.number, r.word, r.price_state, r.points) for r in rows] == [
        (asked.number, "Open", "declined", 25), (other.number, "New", "none", None),
    ]  # fmt: skip
    assert of(dora, "waiting-for-an-answer") == []
    desk.price(asked, "level-1")
    desk.now += timedelta(hours=1)
    accept_price(offer_id=desk.charge(asked).open_offer.id, by=desk.anna, now=desk.now)
    page = dora.get(f"/desk/tickets/{asked.number}/")
    assert [line.body for line in page.context["page"].lines if line.kind == "answer"] == [
        "Anna declined 25 points", "Anna accepted 10 points",
    ]  # fmt: skip
    assert page.text.count("Anna accepted 10 points") == 1


def test_counts_end_where_they_cost(desk, dora):
    for _ in range(MOST_COUNTED + 5):
        desk.open()
    counts = {link.view: link.count for link in dora.get("/desk/").wsgi_request.desk.rail}
    assert (counts["unassigned"], counts["mine"]) == ("25+", "")


def test_page_by_page(desk, dora):
    tickets = []
    for _ in range(PAGE + 2):
        tickets.append(desk.open().number)
        desk.now += timedelta(seconds=1)
    first = dora.get("/desk/view/all/")
    page = first.context["page"]
    assert (shown(first), page.is_first) == (tickets[:1:-1], True)
    second = dora.get(f"/desk/view/all/?after={page.older}")
    assert (shown(second), second.context["page"].older) == (tickets[1::-1], "")
    assert f"?after={page.older}" in first.text


@pytest.mark.parametrize("place", ["", "x", "1-", "-1", "1-2-3", "9" * 30 + "-1", "1" * 60, "①-1"])
def test_a_place_that_nobody_gave_is_the_beginning(desk, dora, place):
    ticket = desk.open()
    assert place_of(place) is None
    assert shown(dora.get("/desk/view/all/", {"after": place})) == [ticket.number]


def test_a_place_is_exact(now):
    at = now + timedelta(microseconds=123457)
    assert place_of(place_text(at, 12)) == (at, 12)


def test_an_empty_list_says_what_is_true(desk, dora):
    for view in ListView:
        assert "Nothing here" in dora.get(f"/desk/view/{view}/").text
    desk.open()
    assert "No older tickets" in dora.get("/desk/view/all/?after=1-1").text


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_however_long(desk, dora, count, django_assert_num_queries):
    for _ in range(count):
        take(ticket_id=desk.priced("level-1", price_first=True).pk, by=desk.dora, now=desk.now)
    with django_assert_num_queries(9):
        dora.get("/desk/")


def test_an_unknown_list_is_not_found(desk, dora):
    assert dora.get("/desk/view/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("blank", ["first"]),
        ("ΚΑΛΑΘΙ", ["greek"]),
        ("καλάθι κεν", ["greek"]),
        ("secret", ["noted"]),
        ("nothing at all", []),
    ],
)
def test_search_finds_words_notes_and_greek(desk, dora, query, found):
    tickets = {
        "first": desk.open(body="A blank page"),
        "greek": desk.open(subject="Το καλάθι", body="δείχνει κενή σελίδα"),
        "noted": desk.open(),
    }
    dora.post(f"/desk/tickets/{tickets['noted'].number}/note", {"body": "a secret", "key": "k"})
    assert shown(dora.get("/desk/search/", {"q": query})) == [tickets[name].number for name in found]


def test_search_by_number(desk, dora):
    ticket, other = desk.open(), desk.open()
    assert shown(dora.get("/desk/search/", {"q": f"#{ticket.number}"})) == [ticket.number]
    desk.reply(other, body=f"As in {ticket.number}.")
    assert shown(dora.get("/desk/search/", {"q": ticket.number})) == [ticket.number, other.number]
    assert "Nothing found" in dora.get("/desk/search/?q=99999999999999999999").text
    assert "Look for words" in dora.get("/desk/search/").text


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_costs_the_same_however_much_is_found(desk, dora, count, django_assert_num_queries):
    for _ in range(count):
        desk.open()
    with django_assert_num_queries(11):
        assert len(shown(dora.get("/desk/search/?q=checkout"))) == count


def chosen(dora):
    response = dora.get("/desk/")
    frame = response.wsgi_request.desk
    assert f'data-density="{frame.density}"' in response.text
    assert f'data-keys="{"on" if frame.keys else "off"}"' in response.text
    return frame.density, frame.keys


def test_preferences_stay_on_this_device(desk, dora):
    assert chosen(dora) == ("compact", True)
    response = dora.post("/desk/preferences", {"density": "roomy", "next": "/desk/view/all/"})
    assert (response.status_code, response["Location"]) == (303, "/desk/view/all/")
    dora.post("/desk/preferences", {"keys": "off"})
    assert chosen(dora) == ("roomy", False)
    assert "Switch single keys on" in dora.get("/desk/keys/").text
    assert dora.post("/desk/preferences", {"density": "tiny"}).status_code == 400
    dora.cookies["desk_density"] = "<script>"
    assert chosen(dora) == ("compact", False)


def test_managers_find_what_they_decide(desk, as_):
    for address in ("/desk/decide/", "/desk/prices/", "/desk/orders/new/"):
        assert f'href="{address}"' in as_(desk.emil).get("/desk/").text
        assert f'href="{address}"' not in as_(desk.dora).get("/desk/").text
        assert as_(desk.dora).get(address).status_code == 403
    assert as_(desk.emil).get("/desk/prices/")["Location"] == f"/desk/prices/{desk.line.code}/"


def test_all_customers_tickets_are_the_desks(desk, dora, now):
    ours, theirs = desk.open(), make_helpdesk(now=now, name="Other").open()
    close(ticket_id=ours.pk, by=desk.dora, now=now, reason="Twice")
    assert sorted(of(dora, "all")) == sorted([ours.number, theirs.number])
