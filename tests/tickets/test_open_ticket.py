from datetime import date, timedelta

import pytest
from tests.factories.rows import every_row, refused, statements_on
from tests.factories.tickets import make_carla, make_helpdesk, make_person
from tests.factories.vendor import set_policies

from pointdesk.audit.models import Record
from pointdesk.catalog.errors import NoPriceList
from pointdesk.charges.errors import UrgentNotOffered
from pointdesk.customers.models import Person
from pointdesk.kit.actors import Actor, ActorKind
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotAllowed, NotFound
from pointdesk.ledger.errors import SameKeyOtherRequest
from pointdesk.outbox.models import StoredEvent
from pointdesk.tickets.actions import open_ticket
from pointdesk.tickets.models import Message, Ticket
from pointdesk.vendor.models import ProductLine

WORDS = {"subject": "Checkout fails", "body": "The last step shows an empty page."}


def events(*names):
    rows = StoredEvent.objects.filter(name__in=names) if names else StoredEvent.objects
    return list(rows.order_by("id").values_list("name", "data"))


def test_a_customer_opens_a_ticket(desk, now):
    ticket = open_ticket(
        customer_id=desk.customer.pk, line_id=desk.line.pk, by=desk.anna, now=now, via="email", **WORDS
    )
    stored = Ticket.objects.get()
    assert stored == ticket
    assert (stored.number, stored.state, stored.via, stored.subject) == (
        ticket.number,
        "new",
        "email",
        WORDS["subject"],
    )
    assert (stored.customer, stored.requester_id, stored.line) == (desk.customer, desk.anna.number, desk.line)
    assert (stored.opened_at, stored.active_at, stored.solved_at, stored.closed_at) == (now, now, None, None)
    message = Message.objects.get()
    assert (message.ticket, message.kind, message.body) == (ticket, "message", WORDS["body"])
    assert (message.author_kind, message.author_id, message.author_label) == ("person", desk.anna.id, "Anna")
    charge = desk.charge(ticket)
    assert (charge.reference, charge.price, charge.agreed_up_to) == (str(ticket.number), None, None)
    assert Record.objects.filter(verb="open_ticket").values_list("subject_kind", "subject_id", "data").get() == (
        "ticket", str(ticket.number),
        {"customer": desk.customer.pk, "line": "x-cart", "via": "email", "agreed_up_to": None},
    )  # fmt: skip
    assert events("TicketOpened", "MessageAdded") == [
        ("MessageAdded", {
            "ticket_id": ticket.pk, "number": ticket.number, "customer_id": desk.customer.pk, "message_id": message.pk,
            "author": "person", "automatic": False,
        }),
        ("TicketOpened", {
            "ticket_id": ticket.pk, "number": ticket.number, "customer_id": desk.customer.pk, "line_id": desk.line.pk,
            "requester_id": desk.anna.number, "via": "email", "follows": None,
        }),
    ]  # fmt: skip


def test_numbers_rise_from_1001(desk):
    first, second = desk.open(), desk.open()
    assert first.number >= 1001
    assert second.number == first.number + 1


@pytest.mark.parametrize(
    ("choice", "agreed"),
    [({}, None), ({"agreed_up_to": 40}, 40), ({"agreed_up_to": 0}, 0), ({"price_first": True}, 0)],
    ids=["go-ahead", "cap", "cap-of-nothing", "price-first"],
)
def test_the_choice_of_consent_is_the_charges(desk, choice, agreed):
    assert desk.charge(desk.open(**choice)).agreed_up_to == agreed


def test_who_may_not_spend_is_asked_first(desk, now):
    intern = make_person(desk.customer, "Ilias", now=now, may_spend=False)
    assert desk.charge(desk.open(by=intern)).agreed_up_to == 0


def test_a_cap_and_price_first_exclude_each_other(desk):
    with refused(InvalidInput, field="agreed_up_to", problem="with_price_first"):
        desk.open(agreed_up_to=40, price_first=True)


@pytest.mark.parametrize("cap", [-1, 1_000_001, 2.5, True], ids=["negative", "huge", "fraction", "boolean"])
def test_a_cap_is_whole_points(desk, cap):
    with refused(InvalidPoints, value=str(cap), least=0, most=1_000_000):
        desk.open(agreed_up_to=cap)


def test_delivery_is_not_how_the_ticket_came(desk):
    by_call, by_phone = desk.open(via="phone"), desk.open(delivery="phone")
    assert [(t.via, desk.charge(t).delivery.value) for t in (by_call, by_phone)] == [
        ("phone", "online"), ("web", "phone"),
    ]  # fmt: skip


def test_urgent_only_where_offered(desk):
    with refused(UrgentNotOffered):
        desk.open(urgent=True)
    set_policies(urgent_offered=True)
    assert desk.charge(desk.open(urgent=True)).urgent is True


def test_staff_open_for_a_customer_and_may_name_who_asked(desk):
    for_nobody, for_bruno = desk.open(by=desk.dora), desk.open(by=desk.dora, requester_id=desk.bruno.number)
    assert [for_nobody.requester_id, for_bruno.requester_id] == [None, desk.bruno.number]


def test_a_person_is_the_requester_whoever_they_name(desk):
    assert desk.open(by=desk.bruno, requester_id=desk.anna.number).requester_id == desk.bruno.number


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("body", "", "missing"),
        ("body", " \n ", "missing"),
        ("body", "a\x00b", "nul"),
        ("body", "x" * 100_001, "too_long"),
        ("subject", "", "missing"),
        ("subject", "x" * 201, "too_long"),
        ("subject", "Help\nBcc: everyone@example.org", "line_break"),
        ("via", "pigeon", "unknown"),
        ("key", "", "missing"),
        ("key", "x" * 201, "too_long"),
        ("delivery", "pigeon", "unknown"),
    ],
)
def test_what_cannot_be_used_is_refused(desk, field, value, problem):
    with refused(InvalidInput, field=field, problem=problem):
        desk.open(**{field: value})


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "Δεν ανοίγει το καλάθι 🛒", "שלום \u200fעולם", "<b>no</b> {{ 7*7 }}"],
    ids=["longest", "greek-emoji", "rtl", "markup"],
)  # fmt: skip
def test_text_stays_as_it_came(desk, text):
    ticket = desk.open(body=text, subject=text[:200])
    ticket.refresh_from_db()
    assert (ticket.subject, ticket.messages.get().body) == (text[:200], text)


def test_whose_the_customer_is_not(desk, now):
    carla = make_carla(now=now)
    with refused(NotFound, kind="customer", ref=str(desk.customer.pk)):
        desk.open(by=carla)
    with refused(NotAllowed, verb="open_ticket"):
        desk.open(by=Actor(kind=ActorKind.SHOP, id="shop:1", label="Shop"))
    with refused(NotAllowed, verb="open_ticket"):
        desk.open(by=Actor(kind=ActorKind.STAFF, id="user:0", label="Accountant"))


def test_what_does_not_exist(desk, now):
    carla, closed_out = make_carla(now=now), desk.bruno.number
    Person.objects.filter(id=closed_out).update(is_active=False)
    with refused(NotFound, kind="person", ref=str(carla.number)):
        desk.open(by=desk.dora, requester_id=carla.number)
    with refused(NotFound, kind="person", ref=str(closed_out)):
        desk.open(by=desk.dora, requester_id=closed_out)
    with refused(NotFound, kind="line", ref="0"):
        open_ticket(customer_id=desk.customer.pk, line_id=0, by=desk.dora, now=now, **WORDS)
    with refused(NotFound, kind="customer", ref="0"):
        open_ticket(customer_id=0, line_id=desk.line.pk, by=desk.dora, now=now, **WORDS)


def test_a_later_ticket_follows_the_old_one(desk, now):
    old = desk.closed("level-2")
    desk.now = now + timedelta(days=15)
    assert desk.open(follows_id=old.pk).follows == old


def test_nobody_follows_a_ticket_they_do_not_see(desk, now):
    foreign = make_helpdesk(now=now, name="Other").open()
    annas = desk.open()
    for ticket in (foreign, annas):
        with refused(NotFound, kind="ticket", ref=str(ticket.pk)):
            desk.open(by=desk.bruno, follows_id=ticket.pk)
    with refused(NotFound, kind="ticket", ref=str(foreign.pk)):
        desk.open(by=desk.dora, follows_id=foreign.pk)


def test_a_double_click_opens_one_ticket(desk):
    first = desk.open(key="form-1", agreed_up_to=40)
    before = every_row()
    assert desk.open(key="form-1", agreed_up_to=40) == first
    assert every_row() == before


@pytest.mark.parametrize(
    "other",
    [{"body": "Something else."}, {"subject": "Another"}, {"agreed_up_to": 41}, {"delivery": "phone"}, {"via": "api"}],
    ids=lambda other: next(iter(other)),
)
def test_the_same_key_with_another_body_is_refused(desk, other):
    desk.open(key="form-1", agreed_up_to=40)
    with refused(SameKeyOtherRequest, key="form-1"):
        desk.open(**{"key": "form-1", "agreed_up_to": 40, **other})


def test_keys_are_each_customers_own(desk, now):
    other = make_helpdesk(now=now, name="Other")
    assert desk.open(key="form-1") != other.open(key="form-1")


def test_statements_of_this_room(desk):
    with statements_on("tickets") as statements:
        desk.open()
    assert len(statements) == 3  # number, ticket, message


def test_a_line_without_prices(desk, now):
    bare = ProductLine.objects.create(code="bare", name="Bare")
    with refused(NoPriceList, line_id=bare.pk, day=date(2026, 5, 5)):
        open_ticket(customer_id=desk.customer.pk, line_id=bare.pk, by=desk.anna, now=now, **WORDS)
