from datetime import timedelta

import pytest
from tests.factories.rows import refused
from tests.factories.tickets import make_agent, make_carla, make_helpdesk, make_person

from pointdesk.charges import actions as charges
from pointdesk.kit.actors import SYSTEM, Actor, ActorKind, Role
from pointdesk.kit.errors import NotFound
from pointdesk.tickets.actions import assign, close, hold, merge, solve, take
from pointdesk.tickets.queries import TicketFilter, shown, ticket_for, ticket_list
from pointdesk.tickets.rules import ShownState


def numbers(rows):
    return [row.number for row in rows]


def test_a_row_says_what_a_list_needs(desk):
    ticket = desk.priced("level-2", by=desk.bruno)
    take(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    (row,) = ticket_list(desk.dora, now=desk.now)
    assert (row.number, row.subject, row.customer, row.requester) == (ticket.number, "Checkout fails", "Nisos", "Bruno")
    assert (row.line, row.assignee, row.state, row.urgent) == ("x-cart", "Dora", ShownState.OPEN, False)
    assert (row.price, row.charged, row.opened_at, row.active_at) == (25, 25, desk.now, desk.now)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_two_queries_however_long(desk, count, django_assert_num_queries):
    for _ in range(count):
        take(ticket_id=desk.priced("level-1").pk, by=desk.dora, now=desk.now)
    with django_assert_num_queries(2):
        assert len(ticket_list(desk.dora, now=desk.now)) == count
    with django_assert_num_queries(2):
        assert len(ticket_list(desk.bruno, now=desk.now)) == 0


def test_latest_activity_first_page_by_page(desk):
    tickets = []
    for minute in (1, 2, 2, 3, 4):  # two at the same moment
        tickets.append(desk.open())
        desk.now += timedelta(minutes=minute - 1)
    desk.now += timedelta(minutes=10)
    desk.reply(tickets[0])
    expected = [t.number for t in (tickets[0], *reversed(tickets[1:]))]
    assert numbers(ticket_list(desk.dora, now=desk.now)) == expected
    pages, after = [], None
    while page := ticket_list(desk.anna, now=desk.now, after=after, limit=2):
        pages.append(numbers(page))
        after = (page[-1].active_at, page[-1].id)
    assert pages == [expected[:2], expected[2:4], expected[4:]]


def one_in_every_state(desk):
    """A ticket in each of the eight states that staff read, by its state."""
    tickets = {
        "new": desk.open(),
        "open": desk.open(),
        "waiting_customer": desk.open(),
        "on_hold": desk.open(),
        "waiting_approval": desk.priced("level-1", price_first=True),
        "solved": desk.priced("level-0"),
        "closed": desk.closed("level-0"),
        "waiting_points": desk.priced("installation"),
    }
    take(ticket_id=tickets["open"].pk, by=desk.dora, now=desk.now)
    desk.reply(tickets["waiting_customer"], by=desk.dora)
    hold(ticket_id=tickets["on_hold"].pk, by=desk.dora, now=desk.now)
    solve(ticket_id=tickets["solved"].pk, by=desk.dora, now=desk.now)
    return tickets


def test_filters_by_what_staff_read(desk):
    tickets = one_in_every_state(desk)
    for state in ShownState:
        rows = ticket_list(desk.dora, now=desk.now, only=TicketFilter(state=state))
        assert [(row.number, row.state) for row in rows] == [(tickets[state.value].number, state)]
        ticket = ticket_for(desk.dora, number=tickets[state.value].number)
        assert shown(ticket, desk.charge(ticket)) is state


def test_a_lapsed_quote_asks_nobody(desk):
    ticket = desk.open()
    charges.quote(
        charge_id=ticket.charge_id, points=50, text="A gateway", by=desk.dora, now=desk.now, valid_until=desk.now.date()
    )
    only = TicketFilter(state=ShownState.WAITING_APPROVAL)
    assert numbers(ticket_list(desk.dora, now=desk.now, only=only)) == [ticket.number]
    desk.now += timedelta(days=1)
    assert numbers(ticket_list(desk.dora, now=desk.now, only=only)) == []
    assert shown(ticket_for(desk.dora, number=ticket.number), desk.charge(ticket)) is ShownState.NEW


def test_filters_by_people_and_price(desk, now):
    other = make_helpdesk(now=now, name="Other")
    annas, brunos, foreign = desk.open(), desk.open(by=desk.bruno), other.open()
    desk.price(annas, "level-1")
    assign(ticket_id=brunos.pk, assignee_id=desk.emil.number, by=desk.dora, now=now)
    cases = {
        TicketFilter(): [foreign, brunos, annas],
        TicketFilter(customer_id=desk.customer.pk): [brunos, annas],
        TicketFilter(requester_id=desk.bruno.number): [brunos],
        TicketFilter(line_id=desk.line.pk, customer_id=other.customer.pk): [foreign],
        TicketFilter(assignee_id=desk.emil.number): [brunos],
        TicketFilter(unassigned=True): [foreign, annas],
        TicketFilter(unpriced=True): [foreign, brunos],
    }
    for only, expected in cases.items():
        assert numbers(ticket_list(desk.dora, now=now, only=only)) == [t.number for t in expected]


def test_who_sees_what(desk, now):
    """Invariant 10: own tickets, all of the customer with the right, nobody else's ever."""
    annas, brunos = desk.open(), desk.open(by=desk.bruno)
    foreign = make_helpdesk(now=now, name="Other").open()
    seer = make_person(desk.customer, "Sofia", now=now, sees_all_tickets=True)
    accountant = make_agent("Fani", Role.ACCOUNTANT, now=now)
    shop = Actor(kind=ActorKind.SHOP, id="shop:1", label="Shop")
    sees = {
        desk.anna: [brunos, annas],
        desk.bruno: [brunos],
        seer: [brunos, annas],
        make_carla(now=now): [],
        desk.dora: [foreign, brunos, annas],
        desk.emil: [foreign, brunos, annas],
        accountant: [foreign, brunos, annas],
        SYSTEM: [foreign, brunos, annas],
        shop: [],
    }
    for actor, expected in sees.items():
        assert numbers(ticket_list(actor, now=now)) == [t.number for t in expected], actor.label
        for ticket in (annas, brunos, foreign):
            if ticket in expected:
                assert ticket_for(actor, number=ticket.number) == ticket
            else:
                with refused(NotFound, kind="ticket", ref=str(ticket.number)):
                    ticket_for(actor, number=ticket.number)


def test_merged_tickets_are_read_in_their_survivor(desk):
    ticket, survivor = desk.open(by=desk.bruno), desk.open()
    merge(ticket_id=ticket.pk, into_id=survivor.pk, by=desk.dora, now=desk.now)
    for actor in (desk.dora, desk.anna, desk.bruno):
        assert numbers(ticket_list(actor, now=desk.now)) == [survivor.number]
        assert ticket_for(actor, number=ticket.number).merged_into == survivor


def test_one_ticket_costs_one_query(desk, django_assert_num_queries):
    number = desk.open().number
    with django_assert_num_queries(1):
        ticket = ticket_for(desk.anna, number=number)
        assert (ticket.customer.name, ticket.line.code, ticket.assignee, ticket.requester.name) == (
            "Nisos", "x-cart", None, "Anna",
        )  # fmt: skip


def test_a_closed_ticket_stays_in_its_customers_list(desk):
    ticket = desk.priced("level-1")
    close(ticket_id=ticket.pk, by=desk.anna, now=desk.now)
    assert [(r.number, r.state, r.charged) for r in ticket_list(desk.anna, now=desk.now)] == [
        (ticket.number, ShownState.CLOSED, 10)
    ]
