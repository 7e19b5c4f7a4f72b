import pytest
from tests.factories.rows import every_row
from tests.factories.tickets import make_carla, make_helpdesk, make_person
from tests.factories.vendor import set_policies

from pointdesk.accounts.models import User
from pointdesk.charges.queries import charge_view
from pointdesk.tickets.models import Ticket


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def asked(desk, **fields):
    return {
        "line": desk.line.pk, "requester": desk.bruno.number, "via": "phone", "subject": "Cart", "body": "It is empty.",
        "delivery": "online", "consent": "go_ahead", "key": "k1", **fields,
    }  # fmt: skip


def place(desk):
    return f"/desk/tickets/new/?customer={desk.customer.pk}"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("niso", True),
        ("BRUNO", True),
        ("bruno@nisos", True),
        ("nisos bruno", True),
        ("weiss bruno", False),
        ("zzz", False),
        ("", False),
    ],
)
def test_the_customer_is_found_by_name_or_person(desk, dora, words, found):
    response = dora.get("/desk/tickets/new/", {"q": words})
    assert [c.id for c in response.context["page"].customers] == ([desk.customer.pk] if found else [])


@pytest.mark.parametrize("words", ["θαλασσα", "ΘΆΛΑΣΣΑ"])
def test_greek_names_are_found_without_accents_and_capitals(desk, dora, now, words):
    make_helpdesk(now=now, name="Θάλασσα ΑΕ")
    response = dora.get("/desk/tickets/new/", {"q": words})
    assert [c.name for c in response.context["page"].customers] == ["Θάλασσα ΑΕ"]


@pytest.mark.parametrize("count", [1, 3])
def test_finding_costs_the_same_however_many(desk, dora, now, count, django_assert_num_queries):
    for number in range(count):
        make_helpdesk(now=now, name=f"Nisos {number}")
    with django_assert_num_queries(9):
        dora.get("/desk/tickets/new/?q=nisos")


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_costs_the_same_however_many_people_and_tickets(desk, dora, now, count, django_assert_num_queries):
    for number in range(count):
        make_person(desk.customer, f"Person{number}", now=now)
        earlier = desk.closed("level-1")
    with django_assert_num_queries(12):
        dora.get(place(desk))
    with django_assert_num_queries(13):
        dora.get(f"/desk/tickets/{earlier.number}/follow-up/")


def test_a_ticket_for_who_telephoned(desk, dora):
    assert "Bruno" in dora.get(place(desk)).text
    places = {dora.post(place(desk), asked(desk, delivery="phone"))["Location"] for _ in range(2)}
    ticket = Ticket.objects.get()
    assert places == {f"/desk/tickets/{ticket.number}/"}
    assert (ticket.via, ticket.requester_id, ticket.subject) == ("phone", desk.bruno.number, "Cart")
    assert charge_view(ticket.charge_id, now=desk.now).delivery == "phone"


@pytest.mark.parametrize(
    ("consent", "agreed"),
    [
        ({"consent": "go_ahead", "agreed_up_to": "25"}, None),
        ({"consent": "cap", "agreed_up_to": "25"}, 25),
        ({"consent": "price_first"}, 0),
    ],
    ids=["go ahead", "cap", "price first"],
)
def test_what_the_customer_agreed_to(desk, dora, consent, agreed):
    assert dora.post(place(desk), asked(desk, requester=0, **consent)).status_code == 303
    ticket = Ticket.objects.get()
    assert (charge_view(ticket.charge_id, now=desk.now).agreed_up_to, ticket.requester) == (agreed, None)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"consent": "cap"}, "Say up to how many points."),
        ({"consent": "cap", "agreed_up_to": "0"}, "greater than or equal to 1"),
        ({"subject": ""}, "This field is required."),
        ({"subject": "x" * 201}, "at most 200 characters"),
        ({"line": "999"}, "is not one of the available choices"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(desk, dora, fields, said):
    before = every_row()
    response = dora.post(place(desk), asked(desk, **fields))
    assert (response.status_code, every_row()) == (422, before)
    assert said in response.text
    assert "It is empty.</textarea>" in response.text
    assert response.context["form"]["key"].value() != "k1"


def test_another_customers_person_cannot_ask(desk, dora, now):
    carla = make_carla(now=now)
    assert dora.post(place(desk), asked(desk, requester=carla.number)).status_code == 422


def test_urgent_only_where_it_is_offered(desk, dora):
    assert 'name="urgent"' not in dora.get(place(desk)).text
    set_policies(urgent_offered=True)
    assert 'name="urgent"' in dora.get(place(desk)).text
    dora.post(place(desk), asked(desk, urgent="on"))
    assert charge_view(Ticket.objects.get().charge_id, now=desk.now).urgent is True


def test_a_ticket_that_follows_one(desk, dora):
    earlier = desk.closed("level-1", by=desk.bruno)
    where = f"/desk/tickets/{earlier.number}/follow-up/"
    form = dora.get(where).context["form"]
    assert (form["line"].value(), form["requester"].value()) == (desk.line.pk, desk.bruno.number)
    dora.post(where, asked(desk))
    ticket = Ticket.objects.latest("id")
    assert ticket.follows == earlier
    assert dora.get(f"/desk/tickets/{ticket.number}/").context["page"].follows == earlier.number
    assert dora.get(f"/desk/tickets/{earlier.number}/").context["page"].relations.followers == (ticket.number,)


@pytest.mark.parametrize("customer", ["999", "x", "-1"])
def test_no_such_customer(desk, dora, customer):
    assert dora.get("/desk/tickets/new/", {"customer": customer}).status_code == 404


def test_a_session_that_ended_while_writing(desk, dora):
    dora.logout()
    sent = dora.post(place(desk), asked(desk, consent="price_first", writer=desk.dora.id))
    assert (sent["Location"].startswith("/accounts/login/?next=/desk/tickets/new/"), Ticket.objects.count()) == (
        True,
        0,
    )
    dora.force_login(User.objects.get(id=desk.dora.number))
    form = dora.get(place(desk)).context["form"]
    assert [form[name].value() for name in ("subject", "body", "consent", "via")] == [
        "Cart", "It is empty.", "price_first", "phone",
    ]  # fmt: skip


@pytest.mark.parametrize("chosen", ["999", "anna", "9" * 5000])
def test_a_customer_who_is_not_there(dora, chosen):
    assert dora.get("/desk/tickets/new/", {"customer": chosen}).status_code == 404
