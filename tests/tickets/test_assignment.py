from datetime import date

import pytest
from tests.factories.rows import every_row, refused
from tests.factories.tickets import make_agent

from pointdesk.accounts.models import User
from pointdesk.kit.actors import SYSTEM, Role
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.outbox.models import StoredEvent
from pointdesk.tickets.actions import assign, hold, merge, resume, take
from pointdesk.tickets.errors import TicketClosed, TicketMerged, TicketTaken
from pointdesk.tickets.models import Ticket


def told(name):
    return list(StoredEvent.objects.filter(name=name).order_by("id").values_list("data", flat=True))


def test_taking_a_ticket(desk):
    ticket = desk.open()
    taken = take(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    stored = Ticket.objects.get()
    assert stored == taken
    assert (stored.assignee_id, stored.state) == (desk.dora.number, "open")
    assert told("TicketAssigned") == [
        {"ticket_id": ticket.pk, "number": ticket.number, "assignee_id": desk.dora.number, "from_id": None}
    ]


def test_taking_ones_own_changes_nothing(desk):
    ticket = desk.open()
    take(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    before = every_row()
    take(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assert every_row() == before


def test_nobody_takes_what_another_has(desk):
    ticket = desk.open()
    take(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    with refused(TicketTaken, ticket=ticket.number, assignee="Dora"):
        take(ticket_id=ticket.pk, by=desk.emil, now=desk.now)


def test_assigning_passes_it_on_and_puts_it_back(desk):
    ticket = desk.open()
    take(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assign(ticket_id=ticket.pk, assignee_id=desk.emil.number, by=desk.dora, now=desk.now)
    assert Ticket.objects.get().assignee_id == desk.emil.number
    assign(ticket_id=ticket.pk, assignee_id=None, by=desk.dora, now=desk.now)
    assert Ticket.objects.get().assignee_id is None
    assert [(e["from_id"], e["assignee_id"]) for e in told("TicketAssigned")] == [
        (None, desk.dora.number), (desk.dora.number, desk.emil.number), (desk.emil.number, None),
    ]  # fmt: skip


def test_only_those_who_work_on_tickets_are_given_any(desk, now):
    ticket = desk.open()
    accountant = make_agent("Fani", Role.ACCOUNTANT, now=now)
    gone = make_agent("Gina", now=now)
    User.objects.filter(id=gone.number).update(is_active=False)
    for user_id in (accountant.number, gone.number, 0):
        with refused(NotFound, kind="staff", ref=str(user_id)):
            assign(ticket_id=ticket.pk, assignee_id=user_id, by=desk.dora, now=now)


def test_someone_with_two_roles_is_one_person(desk, now):
    both = make_agent("Helen", Role.AGENT, Role.MANAGER, now=now)
    assert assign(ticket_id=desk.open().pk, assignee_id=both.number, by=desk.dora, now=now).assignee_id == both.number


def test_assignment_is_no_activity_that_the_customer_sees(desk):
    ticket = desk.open()
    desk.now = desk.now.replace(hour=20)
    take(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assert Ticket.objects.get().active_at == ticket.active_at


def test_hold_and_resume(desk):
    ticket = desk.open()
    assert hold(ticket_id=ticket.pk, by=desk.dora, now=desk.now).state == "on_hold"
    before = every_row()
    hold(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assert every_row() == before
    assert resume(ticket_id=ticket.pk, by=desk.dora, now=desk.now).state == "open"
    before = every_row()
    resume(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assert every_row() == before
    told_once = [{"ticket_id": ticket.pk, "number": ticket.number, "customer_id": desk.customer.pk}]
    assert (told("TicketHeld"), told("TicketResumed")) == (told_once, told_once)


VERBS = {
    "take": lambda ticket, by, now: take(ticket_id=ticket.pk, by=by, now=now),
    "assign": lambda ticket, by, now: assign(ticket_id=ticket.pk, assignee_id=None, by=by, now=now),
    "hold": lambda ticket, by, now: hold(ticket_id=ticket.pk, by=by, now=now),
    "resume": lambda ticket, by, now: resume(ticket_id=ticket.pk, by=by, now=now),
}


@pytest.mark.parametrize("verb", VERBS)
def test_not_for_customers_nor_on_what_is_over(desk, verb):
    open_one, closed, merged = desk.open(), desk.closed("level-0"), desk.open()
    merge(ticket_id=merged.pk, into_id=open_one.pk, by=desk.dora, now=desk.now)
    with refused(NotAllowed, verb=verb):
        VERBS[verb](open_one, desk.anna, desk.now)
    with refused(TicketClosed, ticket=closed.number, reopen_until=date(2026, 5, 19)):
        VERBS[verb](closed, desk.dora, desk.now)
    with refused(TicketMerged, ticket=merged.number, into=open_one.number):
        VERBS[verb](merged, desk.dora, desk.now)


def test_pointdesk_itself_takes_nothing(desk):
    ticket = desk.open()
    with refused(NotAllowed, verb="take"):
        take(ticket_id=ticket.pk, by=SYSTEM, now=desk.now)
