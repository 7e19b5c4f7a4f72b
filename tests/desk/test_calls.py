"""The telephone at the desk: the log, a call to log, the PIN, the price that is told."""

from datetime import timedelta

import pytest
from tests.factories.desk import everybody, signed_in
from tests.factories.rows import every_row
from tests.factories.tickets import make_carla, make_helpdesk

from pointdesk.calls.actions import log_call, show_pin
from pointdesk.calls.models import Call, PriceSaid
from pointdesk.customers.actions import change_person
from pointdesk.kit import clock
from pointdesk.kit.actors import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at(now):
    with clock.told_by(clock.StoppedClock(now)):
        yield


@pytest.fixture
def desk(now):
    return make_helpdesk(120, now=now)


@pytest.fixture
def dora(desk):
    return signed_in(desk.dora)


def call(desk, *tickets, **fields):
    return log_call(by=desk.dora, now=desk.now, ticket_ids=[t.pk for t in tickets], **fields)


def right_pin(desk):
    return show_pin(person_id=desk.anna.number, by=desk.anna, now=desk.now)


# Logging


def test_who_is_known_by_the_number_is_offered(dora, desk):
    change_person(person_id=desk.bruno.number, phone="210 9565421", by=SYSTEM, now=desk.now)
    page = dora.get("/desk/calls/new/", {"number": "+30 210 956 5421"}).context["page"]
    assert [(c.value, c.name, c.customer) for c in page.candidates] == [
        (f"person:{desk.bruno.number}", "Bruno", "Nisos")
    ]


def test_or_by_what_they_say(dora, desk, now):
    change_person(person_id=desk.anna.number, name="Anna Nikolaou", by=SYSTEM, now=now)
    page = dora.get("/desk/calls/new/", {"find": "nikol"}).context["page"]
    assert [c.name for c in page.candidates] == ["Anna Nikolaou", "Bruno", "Somebody else"]


def test_or_from_the_ticket(dora, desk):
    ticket = desk.open()
    page = dora.get("/desk/calls/new/", {"ticket": ticket.number}).context["page"]
    assert ([c.name for c in page.candidates], page.ticket) == (["Anna", "Bruno"], ticket.number)


def test_logging_a_call_leads_to_it(dora, desk):
    ticket = desk.open()
    sent = {"number": "2109565421", "caller": f"person:{desk.anna.number}", "ticket": ticket.number, "key": "k"}
    page = dora.post("/desk/calls/new/", sent)
    logged = Call.objects.get()
    assert (page.status_code, page["Location"]) == (303, f"/desk/calls/{logged.pk}/")
    assert (logged.person_id, logged.number, logged.verified, logged.links.get().ticket) == (
        desk.anna.number, "+302109565421", False, ticket,
    )  # fmt: skip


def test_a_double_click_logs_one_call(dora, desk):
    for _ in range(2):
        dora.post("/desk/calls/new/", {"caller": f"customer:{desk.customer.pk}", "key": "k"})
    assert Call.objects.get().customer == desk.customer


def test_a_caller_whom_nobody_knows(dora, desk):
    dora.post("/desk/calls/new/", {"number": "", "caller": "", "key": "k"})
    logged = Call.objects.get()
    assert (logged.customer, logged.person) == (None, None)
    page = dora.get(f"/desk/calls/{logged.pk}/")
    assert "General answers only" in page.text
    assert [c.name for c in dora.get(f"/desk/calls/{logged.pk}/", {"find": "Bruno"}).context["page"].candidates] == [
        "Anna", "Bruno",
    ]  # fmt: skip


def test_what_cannot_be_read_is_said(dora, desk):
    assert dora.post("/desk/calls/new/", {"caller": "robot:1", "key": "k"}).status_code == 422
    page = dora.post("/desk/calls/new/", {"number": "1\n2", "key": "k"})
    assert (page.status_code, Call.objects.count()) == (422, 0)


# The PIN


def test_the_right_pin_unlocks_what_may_be_told(dora, desk):
    logged = call(desk, desk.open(), person_id=desk.anna.number)
    assert dora.get(f"/desk/calls/{logged.pk}/").context["page"].purses == ()
    page = dora.post(f"/desk/calls/{logged.pk}/pin", {"person": desk.anna.number, "pin": right_pin(desk)})
    assert page.status_code == 303
    page = dora.get(f"/desk/calls/{logged.pk}/").context["page"]
    assert (page.call.verified, [(p.line, p.points) for p in page.purses], page.candidates) == (
        True, [("x-cart", 120)], (),
    )  # fmt: skip


def test_whom_the_caller_says_to_be_stays_chosen(dora, desk):
    logged = call(desk, person_id=desk.bruno.number)
    address = f"/desk/calls/{logged.pk}/"
    assert dora.get(address).context["page"].said == f"person:{desk.bruno.number}"
    page = dora.post(f"{address}pin", {"person": desk.anna.number, "pin": "no digits"})
    assert (page.status_code, page.context["page"].said) == (422, f"person:{desk.anna.number}")
    assert dora.get(f"/desk/calls/{call(desk).pk}/", {"find": "nisos"}).context["page"].said == "person:"


# About


def test_linking_a_ticket_by_its_number(dora, desk):
    ticket = desk.open()
    logged = call(desk)
    assert dora.post(f"/desk/calls/{logged.pk}/ticket", {"ticket": f"#{ticket.number}"}).status_code == 303
    page = dora.get(f"/desk/calls/{logged.pk}/").context["page"]
    assert ([t.number for t in page.call.tickets], page.call.customer) == ([ticket.number], "Nisos")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("999999", "There is no ticket of that number."), ("abc", "A ticket has a number, such as 1042.")],
)
def test_a_ticket_that_is_none(dora, desk, typed, said):
    logged = call(desk)
    page = dora.post(f"/desk/calls/{logged.pk}/ticket", {"ticket": typed})
    assert (page.status_code, said in page.text) == (422, True)


def test_another_customers_ticket_is_another_call(dora, desk, now):
    theirs = make_helpdesk(now=now, name="Thalassa").open()
    logged = call(desk, person_id=desk.anna.number)
    before = every_row()
    page = dora.post(f"/desk/calls/{logged.pk}/ticket", {"ticket": theirs.number})
    assert (page.status_code, every_row() == before) == (422, True)


def test_the_price_that_was_told_is_written_down_once(dora, desk):
    ticket = desk.open()
    logged = call(desk, ticket)
    for _ in range(2):
        sent = {"ticket": ticket.pk, "points": "50", "agreed_by": "Anna"}
        assert dora.post(f"/desk/calls/{logged.pk}/price", sent).status_code == 303
    assert list(PriceSaid.objects.values_list("points", "agreed_by")) == [(50, "Anna")]
    assert dora.post(f"/desk/calls/{logged.pk}/price", {"ticket": ticket.pk, "points": ""}).status_code == 422


def test_the_call_ends(dora, desk):
    logged = call(desk)
    with clock.told_by(clock.StoppedClock(desk.now + timedelta(minutes=7))):
        dora.post(f"/desk/calls/{logged.pk}/end")
    (row,) = dora.get("/desk/calls/").context["page"].rows
    assert row.minutes == 7


# The log


def test_the_log_has_pages(dora, desk):
    calls = [call(desk, started_at=desk.now - timedelta(microseconds=n)) for n in range(27)]
    first = dora.get("/desk/calls/").context["page"]
    second = dora.get("/desk/calls/", {"after": first.older}).context["page"]
    assert [row.id for row in first.rows + second.rows] == [c.pk for c in calls]
    assert (second.older, dora.get("/desk/calls/", {"after": "9" * 30 + "-1"}).status_code) == ("", 200)


@pytest.mark.parametrize("calls", [1, 3])
def test_the_log_costs_the_same_however_long(dora, desk, calls, django_assert_num_queries):
    for _ in range(calls):
        call(desk, desk.open(), person_id=desk.anna.number)
    with django_assert_num_queries(LOG):
        dora.get("/desk/calls/")


@pytest.mark.parametrize("tickets", [1, 3])
def test_a_call_costs_the_same_however_much_it_is_about(dora, desk, tickets, django_assert_num_queries):
    logged = call(desk, *(desk.open() for _ in range(tickets)), person_id=desk.anna.number)
    dora.post(f"/desk/calls/{logged.pk}/pin", {"person": desk.anna.number, "pin": right_pin(desk)})
    dora.get(f"/desk/calls/{logged.pk}/")
    with django_assert_num_queries(CALL):
        dora.get(f"/desk/calls/{logged.pk}/")


LOG, CALL = 9, 14


# Who


@pytest.mark.parametrize(
    ("who", "reads", "acts"),
    [
        ("agent", 200, 200), ("manager", 200, 200), ("accountant", 200, 403), ("administrator", 200, 403),
        ("anna", 404, 404), ("nobody", 302, 302),
    ],
)  # fmt: skip
def test_who_reads_and_who_answers(desk, now, who, reads, acts):
    client, logged = everybody(desk, now=now)[who], call(desk)
    assert [client.get(f"/desk/calls/{rest}").status_code for rest in ("", f"{logged.pk}/")] == [reads, reads]
    assert client.get("/desk/calls/new/").status_code == acts
    refused = 422 if acts == 200 else acts
    posted = [client.post(f"/desk/calls/{logged.pk}/{act}").status_code for act in ("pin", "ticket", "price")]
    assert posted == [refused] * 3
    assert client.post(f"/desk/calls/{logged.pk}/end").status_code == (303 if acts == 200 else acts)


def test_a_call_that_is_not_there(dora):
    assert [dora.get("/desk/calls/999/").status_code, dora.post("/desk/calls/999/end").status_code] == [404, 404]


def test_who_calls_for_another_firm_is_found_there(dora, desk, now):
    make_carla(now=now)
    assert [c.name for c in dora.get("/desk/calls/new/", {"find": "thal"}).context["page"].candidates] == [
        "Carla", "Somebody else",
    ]  # fmt: skip
