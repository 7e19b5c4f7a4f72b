from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.factories.rows import every_row, refused
from tests.factories.tickets import make_carla

from pointdesk.kit.actors import SYSTEM, Actor, ActorKind
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.ledger.errors import SameKeyOtherRequest
from pointdesk.outbox.models import StoredEvent
from pointdesk.tickets.actions import add_note, close, hold, merge, reply, solve
from pointdesk.tickets.errors import TicketClosed
from pointdesk.tickets.models import Message, Ticket
from pointdesk.tickets.queries import conversation_for_customer, conversation_for_staff


def state(ticket):
    return Ticket.objects.values_list("state", flat=True).get(id=ticket.pk)


def last_event():
    return StoredEvent.objects.order_by("-id").values_list("name", "data").first()


def test_a_reply_of_staff_waits_for_the_customer(desk):
    ticket = desk.priced("level-2")
    desk.now += timedelta(minutes=5)
    message = desk.reply(ticket, by=desk.dora, body="Which browser?", via="web")
    stored = Ticket.objects.get()
    assert (stored.state, stored.active_at) == ("waiting_customer", desk.now)
    assert last_event() == ("MessageAdded", {
        "ticket_id": ticket.pk, "number": ticket.number, "customer_id": desk.customer.pk, "message_id": message.pk,
        "author": "staff", "automatic": False,
    })  # fmt: skip


def test_an_answer_of_the_customer_brings_it_back(desk):
    ticket = desk.open()
    desk.reply(ticket)
    assert state(ticket) == "new"
    desk.reply(ticket, by=desk.dora)
    desk.reply(ticket)
    assert state(ticket) == "open"
    hold(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    desk.reply(ticket)
    assert state(ticket) == "open"


def test_an_answer_reopens_what_was_solved_and_stops_the_clock(desk):
    ticket = desk.priced("level-2")
    solve(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    desk.reply(ticket)
    stored = Ticket.objects.get()
    assert (stored.state, stored.solved_at) == ("open", None)


def test_a_closed_ticket_takes_no_message(desk):
    ticket = desk.closed("level-2")
    for by in (desk.anna, desk.dora):
        with refused(TicketClosed, ticket=ticket.number, reopen_until=date(2026, 5, 19)):
            desk.reply(ticket, by=by)


@pytest.mark.parametrize("before", ["new", "waiting_customer", "on_hold", "solved", "closed"])
def test_an_automatic_message_is_kept_and_moves_nothing(desk, before):
    """P24: it neither reopens nor stops a clock, whoever's address it came from."""
    ticket = desk.priced("level-2")
    {
        "new": lambda: None,
        "waiting_customer": lambda: desk.reply(ticket, by=desk.dora),
        "on_hold": lambda: hold(ticket_id=ticket.pk, by=desk.dora, now=desk.now),
        "solved": lambda: solve(ticket_id=ticket.pk, by=desk.dora, now=desk.now),
        "closed": lambda: close(ticket_id=ticket.pk, by=desk.anna, now=desk.now),
    }[before]()
    moved = Ticket.objects.values("state", "solved_at", "closed_at", "active_at").get()
    assert moved["state"] == before
    desk.now += timedelta(hours=1)
    message = desk.reply(ticket, automatic=True, via="email", body="I am away until Monday.")
    assert Ticket.objects.values("state", "solved_at", "closed_at", "active_at").get() == moved
    assert Message.objects.get(id=message.pk).automatic is True
    assert last_event()[1]["automatic"] is True
    assert desk.charge(ticket).charged == 25


def test_an_acknowledgement_of_pointdesk_moves_nothing(desk):
    ticket = desk.open()
    desk.reply(ticket, by=SYSTEM, automatic=True, body="We have your ticket.")
    assert state(ticket) == "new"


def test_what_is_said_to_a_merged_ticket_is_said_to_its_survivor(desk):
    ticket, survivor = desk.open(), desk.open()
    merge(ticket_id=ticket.pk, into_id=survivor.pk, by=desk.dora, now=desk.now)
    said, noted = desk.reply(ticket), add_note(ticket_id=ticket.pk, body="Same.", by=desk.dora, now=desk.now)
    assert [said.ticket_id, noted.ticket_id] == [survivor.pk, survivor.pk]


def test_a_double_click_says_it_once(desk):
    ticket = desk.open()
    first = desk.reply(ticket, key="form-2")
    before = every_row()
    assert desk.reply(ticket, key="form-2") == first
    close(ticket_id=ticket.pk, by=desk.anna, now=desk.now)
    assert desk.reply(ticket, key="form-2") == first
    assert every_row()["tickets.Message"] == before["tickets.Message"]


def test_a_double_click_notes_it_once(desk):
    ticket = desk.open()
    notes = [add_note(ticket_id=ticket.pk, body="Ask Emil.", by=desk.dora, now=desk.now, key="n") for _ in range(2)]
    assert notes[0] == notes[1]


def test_the_same_key_with_other_words_is_refused(desk):
    ticket = desk.open()
    desk.reply(ticket, key="form-2")
    for act in (
        lambda: desk.reply(ticket, key="form-2", body="Other words."),
        lambda: add_note(ticket_id=ticket.pk, body="It still does.", by=desk.dora, now=desk.now, key="form-2"),
        lambda: desk.reply(ticket, key="form-2", automatic=True),
    ):
        with refused(SameKeyOtherRequest, key="form-2"):
            act()


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [("body", "", "missing"), ("body", "\x00", "nul"), ("body", "x" * 100_001, "too_long"), ("via", "fax", "unknown")],
)
def test_what_cannot_be_used_is_refused(desk, field, value, problem):
    ticket = desk.open()
    with refused(InvalidInput, field=field, problem=problem):
        desk.reply(ticket, **{field: value})


def test_another_customers_ticket_is_not_found(desk, now):
    ticket = desk.open()
    for by in (make_carla(now=now), desk.bruno):
        with refused(NotFound, kind="ticket", ref=str(ticket.pk)):
            desk.reply(ticket, by=by)
    with refused(NotAllowed, verb="reply"):
        desk.reply(ticket, by=Actor(kind=ActorKind.SHOP, id="shop:1", label="Shop"))
    with refused(NotFound, kind="ticket", ref="0"):
        reply(ticket_id=0, body="?", by=desk.dora, now=now)


def test_a_note_is_private_and_changes_nothing_else(desk):
    ticket = desk.closed("level-2")
    before = Ticket.objects.values().get()
    desk.now += timedelta(days=30)
    note = add_note(ticket_id=ticket.pk, body="They pay late.", by=desk.dora, now=desk.now)
    assert Ticket.objects.values().get() == before
    assert (note.is_note, note.author_label) == (True, "Dora")
    assert last_event() == ("NoteAdded", {"ticket_id": ticket.pk, "number": ticket.number, "note_id": note.pk})


def test_no_customer_ever_sees_a_note(desk):
    ticket = desk.open()
    other = desk.open()
    for one in (ticket, other):
        add_note(ticket_id=one.pk, body=f"secret {one.pk}", by=desk.dora, now=desk.now)
    merge(ticket_id=other.pk, into_id=ticket.pk, by=desk.dora, now=desk.now)
    for of in (ticket, other):
        assert "note" not in [line.kind for line in conversation_for_customer(of.pk)]
    assert [line.body for line in conversation_for_staff(ticket.pk) if line.kind == "note"] == [
        f"secret {ticket.pk}", f"secret {other.pk}",
    ]  # fmt: skip
    assert not Message.objects.for_customer().filter(body__startswith="secret").exists()


def test_customers_write_no_notes(desk):
    ticket = desk.open()
    with refused(NotAllowed, verb="add_note"):
        add_note(ticket_id=ticket.pk, body="x", by=desk.anna, now=desk.now)


def test_the_conversation_is_read_in_order_and_by_pages(desk, django_assert_num_queries):
    ticket = desk.open(body="0")
    for number in range(1, 5):
        desk.now += timedelta(minutes=number % 2)  # two of a kind at the same moment
        desk.reply(ticket, by=desk.dora if number % 2 else desk.anna, body=str(number))
    with django_assert_num_queries(3):
        whole = conversation_for_customer(ticket.pk)
    assert [(line.body, line.author, line.author_kind.value, line.ticket) for line in whole] == [
        ("0", "Anna", "person", ticket.number),
        ("1", "Dora", "staff", ticket.number),
        ("2", "Anna", "person", ticket.number),
        ("3", "Dora", "staff", ticket.number),
        ("4", "Anna", "person", ticket.number),
    ]
    pages, after = [], None
    while page := conversation_for_staff(ticket.pk, after=after, limit=2):
        pages.append([line.body for line in page])
        after = (page[-1].at, page[-1].id)
    assert pages == [["0", "1"], ["2", "3"], ["4"]]


def test_statements_of_a_reply(desk, django_assert_num_queries):
    ticket = desk.open()
    with django_assert_num_queries(8):
        desk.reply(ticket, by=desk.dora, key="k")


def test_a_long_name_fits_the_line(desk):
    long = replace(desk.dora, label="D" * 300)
    assert desk.reply(desk.open(), by=long).author_label == "D" * 200
