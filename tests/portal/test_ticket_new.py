"""A customer asks for help: what is asked, what it may cost, what may be charged unasked."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.catalog import make_price_list
from tests.factories.portal import sign_in
from tests.factories.rows import every_row
from tests.factories.vendor import make_line, set_policies

from pointdesk.customers.models import Person
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.queries import conversation_for_customer

FILLED = {
    "key": "k1", "subject": "Checkout fails", "body": "An empty page.", "delivery": "online", "consent": "go",
}  # fmt: skip


def test_the_price_list_stands_beside_with_both_prices(desk, at_nisos):
    page = at_nisos.get("/tickets/new/").context["page"]
    (group,) = page.groups
    assert [(row.name, row.points, row.by_phone) for row in group.rows][1:3] == [
        ("level-1", 10, 20), ("level-2", 25, 50),
    ]  # fmt: skip
    assert (page.available, page.lines[0].name) == (100, "x-cart")


def test_a_ticket_is_opened_once(desk, at_nisos):
    sent = {**FILLED, "attachments": [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b")]}
    first = at_nisos.post("/tickets/new/", sent)
    sent["attachments"] = [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b")]
    assert at_nisos.post("/tickets/new/", sent)["Location"] == first["Location"]
    (ticket,) = Ticket.objects.all()
    (line,) = conversation_for_customer(ticket.pk)
    assert (first["Location"], ticket.subject, line.body, [f.name for f in line.files]) == (
        f"/tickets/{ticket.number}/#sent", "Checkout fails", "An empty page.", ["a.txt", "b.txt"],
    )  # fmt: skip


def test_the_same_words_from_a_form_fetched_anew_open_no_second_ticket(desk, at_nisos):
    first = at_nisos.post("/tickets/new/", FILLED)
    again = at_nisos.post("/tickets/new/", {**FILLED, "key": "k2"}, follow=True)
    assert (again.redirect_chain, Ticket.objects.count()) == ([(first["Location"], 302)], 1)
    assert "You have sent this already: it is ticket #" in again.text
    at_nisos.post("/tickets/new/", {**FILLED, "key": "k3", "body": "Another page."})
    assert Ticket.objects.count() == 2


@pytest.mark.parametrize(
    ("consent", "agreed"),
    [({"consent": "go"}, None), ({"consent": "cap", "cap": "50"}, 50), ({"consent": "ask", "cap": "50"}, 0)],
    ids=["go ahead", "up to", "price first"],
)
def test_the_three_consents(desk, at_nisos, consent, agreed):
    at_nisos.post("/tickets/new/", {**FILLED, **consent, "delivery": "phone"})
    charge = desk.charge(Ticket.objects.get())
    assert (charge.agreed_up_to, charge.delivery.value) == (agreed, "phone")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"subject": ""}, "subject"), ({"subject": "x" * 201}, "subject"), ({"body": " "}, "body"),
        ({"consent": ""}, "consent"), ({"delivery": "pigeon"}, "delivery"),
        ({"consent": "cap"}, "cap"), ({"consent": "cap", "cap": "0"}, "cap"),
        ({"consent": "cap", "cap": "many"}, "cap"), ({"consent": "cap", "cap": "99999999999"}, "cap"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_the_rest_is_kept(desk, at_nisos, wrong, field):
    before = every_row()
    response = at_nisos.post("/tickets/new/", {**FILLED, **wrong})
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["subject"].value()) == (
        422, [field], {**FILLED, **wrong}["subject"],
    )  # fmt: skip
    assert every_row() == before


def test_the_limit_stands_under_its_choice(at_nisos):
    text = at_nisos.get("/tickets/new/").text
    places = [text.index(part) for part in ('value="go"', 'value="cap"', 'name="cap"', 'value="ask"')]
    assert places == sorted(places)


def test_a_limit_is_chosen_again_when_the_page_comes_back(desk, at_nisos):
    response = at_nisos.post("/tickets/new/", {**FILLED, "subject": "", "consent": "cap", "cap": "50"})
    assert [o.value for o in response.context["consents"] if o.checked] == ["cap"]


def test_who_may_not_spend_is_not_asked_for_consent(desk, now):
    Person.objects.filter(id=desk.bruno.number).update(may_spend=False)
    bruno = sign_in(desk.bruno, now=now)
    assert "consent" not in bruno.get("/tickets/new/").context["form"].fields
    bruno.post("/tickets/new/", {**FILLED, "consent": "go"})
    assert desk.charge(Ticket.objects.get()).agreed_up_to == 0


def test_urgent_only_where_it_is_offered(desk, at_nisos):
    at_nisos.post("/tickets/new/", {**FILLED, "urgent": "on"})
    set_policies(urgent_offered=True)
    at_nisos.post("/tickets/new/", {**FILLED, "urgent": "on", "key": "k2"})
    assert [desk.charge(ticket).urgent for ticket in Ticket.objects.order_by("id")] == [False, True]


def test_a_ticket_follows_an_older_one(desk, at_nisos):
    old = desk.closed("level-1")
    assert at_nisos.get(f"/tickets/new/?follows={old.number}").context["page"].follows.number == old.number
    response = at_nisos.post(f"/tickets/new/?follows={old.number}", FILLED)
    assert Ticket.objects.latest("id").follows == old
    assert at_nisos.get(response["Location"]).context["page"].came_from.number == old.number


def test_several_lines_are_tabs(desk, at_nisos, now):
    make_price_list(now=now, line=make_line("shop", name="Shop"))
    make_line("unpublished")
    assert [line.code for line in at_nisos.get("/tickets/new/").context["page"].lines] == ["x-cart", "shop"]
    at_nisos.post("/tickets/new/?line=shop", FILLED)
    assert Ticket.objects.get().line.code == "shop"
    assert at_nisos.get("/tickets/new/?line=unpublished").status_code == 404


@pytest.mark.parametrize("lots", [1, 3])
def test_the_page_costs_the_same_whatever_the_balance(desk, at_nisos, lots, django_assert_num_queries):
    for _ in range(lots):
        desk.lot(10)
    with django_assert_num_queries(18):
        at_nisos.get("/tickets/new/")
