"""Two at the same moment, each in a connection of its own, on a database where commits are commits."""

from datetime import datetime, timedelta

import pytest
from tests.factories.tickets import make_helpdesk
from tests.factories.together import together

from pointdesk.tickets.actions import close, merge, reply, solve, split, take
from pointdesk.tickets.models import Message, Ticket
from pointdesk.tickets.tasks import close_solved


@pytest.fixture
def desk(committed_db: str, now: datetime):
    return make_helpdesk(100, now=now)


def test_a_double_click_opens_one_ticket(desk):
    first, *others = together(*[lambda: desk.open(key="form")] * 4)
    assert others == [first] * 3
    assert (Ticket.objects.count(), Message.objects.count()) == (1, 1)


def test_everyone_gets_a_number_of_their_own(desk):
    tickets = together(*[lambda: desk.open()] * 6)
    assert len({ticket.number for ticket in tickets}) == 6


def test_a_double_click_replies_once(desk):
    ticket = desk.open()
    first, *others = together(*[lambda: desk.reply(ticket, key="form")] * 4)
    assert others == [first] * 3
    assert Message.objects.count() == 2


def test_of_two_agents_one_takes_the_ticket(desk):
    ticket = desk.open()
    answers = together(
        *(lambda by=by: take(ticket_id=ticket.pk, by=by, now=desk.now).assignee_id for by in (desk.dora, desk.emil))
    )
    winner = Ticket.objects.get().assignee_id
    assert sorted(answers, key=str) == sorted([winner, "TicketTaken"], key=str)


def test_a_double_click_closes_and_splits_once(desk):
    ticket, other = desk.priced("level-2"), desk.open()
    together(*[lambda: close(ticket_id=ticket.pk, by=desk.anna, now=desk.now)] * 3)
    assert (desk.charge(ticket).charged, desk.available) == (25, 75)
    together(*[lambda: split(ticket_id=other.pk, message_ids=[], subject="x", by=desk.dora, now=desk.now, key="s")] * 3)
    assert Ticket.objects.count() == 3


def test_two_tickets_are_merged_into_each_other_only_one_way(desk):
    one, two = desk.priced("level-2"), desk.priced("level-1")
    answers = together(
        lambda: merge(ticket_id=one.pk, into_id=two.pk, by=desk.dora, now=desk.now).number,
        lambda: merge(ticket_id=two.pk, into_id=one.pk, by=desk.emil, now=desk.now).number,
    )
    assert Ticket.objects.filter(merged_into=None).count() == 1
    survivor = Ticket.objects.get(merged_into=None)
    assert sorted(answers, key=str) == sorted([survivor.number, "TicketMerged"], key=str)
    assert desk.available == 100 - (25 if survivor == one else 10)


def test_an_answer_and_the_nightly_close_never_both_win(desk):
    ticket = desk.priced("level-2")
    solve(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    night = desk.now + timedelta(days=4)
    answer, _ = together(
        lambda: reply(ticket_id=ticket.pk, body="Wait!", by=desk.anna, now=night).pk, lambda: close_solved(night)
    )
    state = Ticket.objects.get().state
    assert state == ("closed" if answer == "TicketClosed" else "open")
    assert desk.charge(ticket).settled_at == (night if state == "closed" else None)
