"""R2: one issue, one ticket. A second issue is split out, two tickets of one issue become one (ruling 22)."""

from datetime import date, timedelta

import pytest
from tests.factories.rows import every_row, refused
from tests.factories.tickets import make_helpdesk

from pointdesk.audit.models import Record
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.ledger.errors import SameKeyOtherRequest
from pointdesk.outbox.models import StoredEvent
from pointdesk.tickets.actions import add_note, link, merge, reopen, split, take, undo_merge, unlink
from pointdesk.tickets.errors import DifferentCustomers, HoldsMerged, NotMerged, TicketClosed, TicketMerged
from pointdesk.tickets.models import Ticket, TicketLink
from pointdesk.tickets.queries import conversation_for_customer, conversation_for_staff, linked_numbers


def told(name):
    return list(StoredEvent.objects.filter(name=name).order_by("id").values_list("data", flat=True))


def read(ticket):
    return [line.body or (line.fact.value, line.data, line.author) for line in conversation_for_staff(ticket.pk)]


def split_(desk, ticket, *messages, **fields):
    return split(
        ticket_id=ticket.pk, message_ids=[m.pk for m in messages], by=desk.dora, now=desk.now,
        **{"subject": "A second issue", **fields},
    )  # fmt: skip


def merge_(desk, ticket, into):
    return merge(ticket_id=ticket.pk, into_id=into.pk, by=desk.dora, now=desk.now)


def test_the_messages_of_a_second_issue_move_to_a_ticket_of_its_own(desk):
    ticket = desk.priced("level-2", by=desk.bruno, body="First issue", via="email")
    take(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    desk.now += timedelta(hours=1)
    second = desk.reply(ticket, body="And the search is slow")
    note = add_note(ticket_id=ticket.pk, body="Two issues", by=desk.dora, now=desk.now)
    desk.now += timedelta(hours=1)
    new = split_(desk, ticket, second, note)
    facts = {"messages": 2}
    assert read(ticket) == ["First issue", ("split_into", {"ticket": new.number, **facts}, "Dora")]
    assert read(new) == [
        "And the search is slow", "Two issues", ("split_from", {"ticket": ticket.number, **facts}, "Dora"),
    ]  # fmt: skip
    stored = Ticket.objects.get(id=new.pk)
    assert (stored.split_from, stored.subject, stored.state, stored.via) == (ticket, "A second issue", "open", "email")
    assert (stored.customer, stored.requester_id, stored.line) == (desk.customer, desk.bruno.number, desk.line)
    assert (stored.assignee_id, stored.opened_at, stored.active_at) == (desk.dora.number, desk.now, desk.now)
    assert told("TicketSplit") == [{
        "ticket_id": ticket.pk, "number": ticket.number, "customer_id": desk.customer.pk, "new_ticket_id": new.pk,
        "new_number": new.number, "messages": 2,
    }]  # fmt: skip
    assert Record.objects.get(verb="split").data == {"into": new.number, "messages": [second.pk, note.pk]}


def test_each_issue_is_charged_by_itself(desk):
    ticket = desk.priced("level-2")
    new = split_(desk, ticket)
    assert desk.charge(new).price is None
    desk.price(new, "level-1")
    assert (desk.charge(ticket).charged, desk.charge(new).charged, desk.available) == (25, 10, 65)


@pytest.mark.parametrize(
    ("choice", "agreed"), [({}, None), ({"agreed_up_to": 40}, 0), ({"price_first": True}, 0)], ids=["go", "cap", "ask"]
)
def test_consent_to_one_issue_is_none_to_another(desk, choice, agreed):
    assert desk.charge(split_(desk, desk.open(**choice))).agreed_up_to == agreed


def test_one_mail_may_hold_two_issues(desk):
    ticket = desk.open(body="Both in one")
    new = split_(desk, ticket)
    assert read(ticket) == ["Both in one", ("split_into", {"ticket": new.number, "messages": 0}, "Dora")]


def test_the_first_ticket_keeps_a_message(desk):
    ticket = desk.open()
    first, second = ticket.messages.get(), desk.reply(ticket)
    with refused(InvalidInput, field="message_ids", problem="all_of_them"):
        split_(desk, ticket, first, second)


def test_what_cannot_be_split(desk):
    ticket, other, closed = desk.open(), desk.open(), desk.closed("level-0")
    foreign = other.messages.get()
    split_(desk, ticket)
    fact = ticket.messages.get(kind="fact")
    for message in (foreign, fact):
        with refused(NotFound, kind="message", ref=str(message.pk)):
            split_(desk, ticket, message)
    with refused(InvalidInput, field="subject", problem="missing"):
        split_(desk, ticket, subject="")
    with refused(NotFound, kind="ticket", ref=str(2**63)):
        split(ticket_id=2**63, message_ids=[], subject="x", by=desk.dora, now=desk.now)
    with refused(NotAllowed, verb="split"):
        split(ticket_id=ticket.pk, message_ids=[], subject="x", by=desk.anna, now=desk.now)
    with refused(TicketClosed, ticket=closed.number, reopen_until=date(2026, 5, 19)):
        split_(desk, closed)


def test_a_double_click_splits_once(desk):
    ticket = desk.open()
    message = desk.reply(ticket)
    new = split_(desk, ticket, message, key="split-1")
    before = every_row()
    assert split_(desk, ticket, message, key="split-1") == new
    assert every_row() == before
    with refused(SameKeyOtherRequest, key="split-1"):
        split_(desk, ticket, key="split-1")


def test_merging_returns_what_the_other_cost(desk):
    ticket, survivor = desk.priced("level-2", body="Once"), desk.priced("level-1", body="Twice")
    desk.now += timedelta(hours=1)
    assert merge_(desk, ticket, survivor) == survivor
    assert Ticket.objects.get(id=ticket.pk).merged_into == survivor
    assert (desk.charge(ticket).charged, desk.charge(survivor).charged, desk.available) == (0, 10, 90)
    assert read(survivor) == ["Once", "Twice", ("merged_from", {"ticket": ticket.number}, "Dora")]
    assert [line.ticket for line in conversation_for_customer(survivor.pk)] == [
        ticket.number, survivor.number, survivor.number,
    ]  # fmt: skip
    assert Ticket.objects.get(id=survivor.pk).active_at == desk.now
    assert told("TicketsMerged") == [{
        "ticket_id": ticket.pk, "number": ticket.number, "customer_id": desk.customer.pk, "into_id": survivor.pk,
        "into": survivor.number,
    }]  # fmt: skip


def test_merging_again_changes_nothing(desk):
    ticket, survivor = desk.priced("level-2"), desk.open()
    merge_(desk, ticket, survivor)
    before = every_row()
    assert merge_(desk, ticket, survivor) == survivor
    assert every_row() == before


def test_undoing_prices_it_again(desk):
    ticket, survivor = desk.priced("level-2"), desk.priced("level-1")
    merge_(desk, ticket, survivor)
    alone = undo_merge(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assert (Ticket.objects.get(id=ticket.pk), alone.merged_into, alone.state) == (ticket, None, "new")
    assert (desk.charge(ticket).charged, desk.charge(survivor).charged, desk.available) == (25, 10, 65)
    assert read(ticket)[1:] == [("unmerged", {"ticket": survivor.number}, "Dora")]
    assert read(survivor)[1:] == [
        ("merged_from", {"ticket": ticket.number}, "Dora"), ("unmerged", {"ticket": ticket.number}, "Dora"),
    ]  # fmt: skip
    assert told("MergeUndone") == [{
        "ticket_id": ticket.pk, "number": ticket.number, "customer_id": desk.customer.pk, "into_id": survivor.pk,
        "into": survivor.number,
    }]  # fmt: skip


def test_an_undone_merge_may_wait_for_points(desk):
    ticket, survivor = desk.priced("level-4"), desk.open()
    merge_(desk, ticket, survivor)
    desk.price(survivor, "level-3")
    undo_merge(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assert (desk.charge(ticket).waiting_for, desk.available) == (20, 60)


def test_an_unpriced_ticket_is_merged_and_undone(desk):
    ticket, survivor = desk.open(), desk.open()
    merge_(desk, ticket, survivor)
    undo_merge(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assert desk.charge(ticket).price is None


def test_what_cannot_be_merged(desk, now):
    ticket, survivor, third = desk.open(), desk.open(), desk.open()
    closed, foreign = desk.closed("level-0"), make_helpdesk(now=now, name="Other").open()
    with refused(InvalidInput, field="into", problem="same_ticket"):
        merge_(desk, ticket, ticket)
    with refused(DifferentCustomers, ticket=ticket.number, other=foreign.number):
        merge_(desk, ticket, foreign)
    for pair in ((ticket, closed), (closed, ticket)):
        with refused(TicketClosed, ticket=closed.number, reopen_until=date(2026, 5, 19)):
            merge_(desk, *pair)
    with refused(NotAllowed, verb="merge"):
        merge(ticket_id=ticket.pk, into_id=survivor.pk, by=desk.anna, now=now)
    with refused(NotMerged, ticket=ticket.number):
        undo_merge(ticket_id=ticket.pk, by=desk.dora, now=now)
    with refused(NotFound, kind="ticket", ref="0"):
        undo_merge(ticket_id=0, by=desk.dora, now=now)
    merge_(desk, ticket, survivor)
    with refused(NotAllowed, verb="undo_merge"):
        undo_merge(ticket_id=ticket.pk, by=desk.anna, now=now)
    for pair in ((ticket, third), (third, ticket)):
        with refused(TicketMerged, ticket=ticket.number, into=survivor.number):
            merge_(desk, *pair)
    with refused(HoldsMerged, ticket=survivor.number):
        merge_(desk, survivor, third)


def test_who_asked_first_reads_on_in_the_survivor(desk):
    brunos, annas = desk.open(by=desk.bruno), desk.open()
    merge_(desk, brunos, annas)
    assert desk.reply(brunos, by=desk.bruno).ticket == annas
    assert desk.reply(annas, by=desk.bruno).ticket == annas
    undo_merge(ticket_id=brunos.pk, by=desk.dora, now=desk.now)
    with refused(NotFound, kind="ticket", ref=str(annas.pk)):
        desk.reply(annas, by=desk.bruno)


def test_a_reopened_ticket_can_be_merged(desk):
    closed, survivor = desk.closed("level-2"), desk.open()
    reopen(ticket_id=closed.pk, by=desk.dora, now=desk.now)
    merge_(desk, closed, survivor)
    assert desk.available == 100


def test_links_are_staffs_own_and_stand_once(desk, now, django_assert_num_queries):
    ticket, other = desk.open(), make_helpdesk(now=now, name="Other").open()
    link(ticket_id=other.pk, other_id=ticket.pk, by=desk.dora, now=now)
    before = every_row()
    link(ticket_id=ticket.pk, other_id=other.pk, by=desk.dora, now=now)
    assert every_row() == before
    with django_assert_num_queries(1):
        assert linked_numbers(ticket.pk) == [other.number]
    assert linked_numbers(other.pk) == [ticket.number]
    unlink(ticket_id=ticket.pk, other_id=other.pk, by=desk.dora, now=now)
    assert not TicketLink.objects.exists()
    before = every_row()
    unlink(ticket_id=ticket.pk, other_id=other.pk, by=desk.dora, now=now)
    assert every_row() == before
    assert (told("TicketsLinked"), told("TicketsUnlinked")) == ([{"ticket_id": ticket.pk, "other_id": other.pk}],) * 2


def test_what_cannot_be_linked(desk):
    ticket = desk.open()
    with refused(InvalidInput, field="other", problem="same_ticket"):
        link(ticket_id=ticket.pk, other_id=ticket.pk, by=desk.dora, now=desk.now)
    with refused(NotFound, kind="ticket", ref="0"):
        link(ticket_id=ticket.pk, other_id=0, by=desk.dora, now=desk.now)
    for verb in (link, unlink):
        with refused(NotAllowed, verb=verb.__name__):
            verb(ticket_id=ticket.pk, other_id=ticket.pk, by=desk.anna, now=desk.now)
