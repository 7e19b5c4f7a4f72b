"""P16 and ruling 19: solving announces, silence closes, closing settles, reopening costs nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.rows import every_row, refused, statements_on
from tests.factories.tickets import make_carla, make_helpdesk, make_person
from tests.factories.vendor import set_policies

from pointdesk.charges import actions as charges
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.ledger.errors import SameKeyOtherRequest
from pointdesk.outbox.models import StoredEvent
from pointdesk.tickets.actions import close, close_unanswered, merge, reopen, solve
from pointdesk.tickets.errors import ReopenTooLate, TicketClosed, TicketMerged, TicketUnpriced
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.rules import Attachment
from pointdesk.tickets.tasks import close_solved


def told(name):
    return list(StoredEvent.objects.filter(name=name).order_by("id").values_list("data", flat=True))


def solve_(desk, ticket, **fields):
    return solve(ticket_id=ticket.pk, by=desk.dora, now=desk.now, **fields)


def test_solving_tells_the_price_and_starts_the_clock(desk):
    ticket = desk.priced("level-2")
    solve_(desk, ticket)
    stored = Ticket.objects.get()
    assert (stored.state, stored.solved_at, stored.closed_at) == ("solved", desk.now, None)
    assert told("TicketSolved") == [
        {"ticket_id": ticket.pk, "number": ticket.number, "customer_id": desk.customer.pk, "price": 25, "charged": 25}
    ]


def test_solving_with_a_last_word(desk):
    ticket = desk.priced("level-2")
    solve_(desk, ticket, body="Cleared the cache.", key="s")
    assert list(ticket.messages.order_by("id").values_list("body", flat=True)) == [
        "The last step shows an empty page.", "Cleared the cache.",
    ]  # fmt: skip
    before = every_row()
    solve_(desk, ticket, body="Cleared the cache.", key="s")
    assert every_row() == before
    with refused(SameKeyOtherRequest, key="s"):
        solve_(desk, ticket, body="Something else.", key="s")


def test_solving_again_changes_nothing_without_a_word(desk):
    ticket = desk.priced("level-2")
    solve_(desk, ticket)
    before = every_row()
    desk.now += timedelta(days=1)
    solve_(desk, ticket)
    assert every_row() == before
    solve_(desk, ticket, body="One thing more.")
    assert Ticket.objects.get().solved_at == desk.now


def test_an_unpriced_ticket_is_not_solved(desk):
    ticket = desk.open()
    with refused(TicketUnpriced, ticket=ticket.number):
        solve_(desk, ticket)


def test_a_free_ticket_is_solved(desk):
    ticket = desk.priced("level-0")
    assert solve_(desk, ticket).state == "solved"


def test_solved_at_nothing_after_a_declined_first_price(desk):
    ticket = desk.priced("level-2", price_first=True)
    offer = desk.charge(ticket).open_offer
    charges.decline(offer_id=offer.id, by=desk.anna, now=desk.now)
    solve_(desk, ticket)
    assert [(e["price"], e["charged"]) for e in told("TicketSolved")] == [(0, 0)]


def test_closing_settles(desk):
    ticket = desk.priced("level-2")
    close(ticket_id=ticket.pk, by=desk.anna, now=desk.now)
    stored = Ticket.objects.get()
    assert (stored.state, stored.closed_at) == ("closed", desk.now)
    charge = desk.charge(ticket)
    assert (charge.settled_at, charge.charged, desk.available) == (desk.now, 25, 75)
    assert told("TicketClosed") == [
        {"ticket_id": ticket.pk, "number": ticket.number, "customer_id": desk.customer.pk, "charged": 25}
    ]


def test_closing_twice_is_closing_once(desk):
    ticket = desk.closed("level-2")
    before = every_row()
    close(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assert every_row() == before


def test_closing_withdraws_a_waiting_price(desk):
    ticket = desk.priced("installation")
    assert desk.charge(ticket).waiting_for == 50
    close(ticket_id=ticket.pk, by=desk.anna, now=desk.now)
    assert (desk.charge(ticket).price, desk.charge(ticket).charged, desk.available) == (0, 0, 100)


def test_staff_say_why_nothing_was_charged(desk):
    ticket = desk.priced("installation")
    with refused(InvalidInput, field="reason", problem="missing"):
        close(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    close(ticket_id=ticket.pk, by=desk.dora, now=desk.now, reason="They found another way.")
    assert Ticket.objects.get().state == "closed"


def test_a_customer_withdraws_a_ticket_that_nobody_priced(desk):
    ticket = desk.open()
    close(ticket_id=ticket.pk, by=desk.anna, now=desk.now)
    assert (Ticket.objects.get().state, desk.charge(ticket).price) == ("closed", 0)


def test_staff_close_what_nobody_priced_with_a_reason(desk):
    ticket = desk.open()
    with refused(InvalidInput, field="reason", problem="missing"):
        close(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    close(ticket_id=ticket.pk, by=desk.dora, now=desk.now, reason="Sent twice.")
    assert (Ticket.objects.get().state, desk.charge(ticket).price) == ("closed", 0)


def test_closed_and_solved_are_not_for_everyone(desk, now):
    ticket = desk.priced("level-2")
    with refused(NotAllowed, verb="solve"):
        solve(ticket_id=ticket.pk, by=desk.anna, now=now)
    for by in (make_carla(now=now), desk.bruno):
        with refused(NotFound, kind="ticket", ref=str(ticket.pk)):
            close(ticket_id=ticket.pk, by=by, now=now)
        with refused(NotFound, kind="ticket", ref=str(ticket.pk)):
            reopen(ticket_id=ticket.pk, by=by, now=now)


def test_a_closed_ticket_is_not_solved_nor_a_merged_one(desk):
    closed, ticket, survivor = desk.closed("level-2"), desk.open(), desk.open()
    merge(ticket_id=ticket.pk, into_id=survivor.pk, by=desk.dora, now=desk.now)
    with refused(TicketClosed, ticket=closed.number, reopen_until=date(2026, 5, 19)):
        solve_(desk, closed)
    for verb in (solve, close, reopen):
        with refused(TicketMerged, ticket=ticket.number, into=survivor.number):
            verb(ticket_id=ticket.pk, by=desk.dora, now=desk.now)


# The nightly close: three whole days of the vendor's calendar after the day of the solution.
SOLVED_AT = datetime(2026, 5, 5, 9, 0, tzinfo=UTC)
STILL = datetime(2026, 5, 8, 20, 59, 59, tzinfo=UTC)
DUE = datetime(2026, 5, 8, 21, 0, tzinfo=UTC)  # 9 May begins in Athens


def test_silence_closes_a_solved_ticket(desk):
    ticket = desk.priced("level-2")
    solve_(desk, ticket)
    close_solved(STILL)
    assert Ticket.objects.get().state == "solved"
    close_solved(DUE)
    stored = Ticket.objects.get()
    assert (stored.state, stored.closed_at) == ("closed", DUE)
    assert [e["charged"] for e in told("TicketClosed")] == [25]
    before = every_row()
    close_solved(DUE + timedelta(days=1))
    assert every_row() == before


def test_an_answer_stops_the_clock_and_an_automatic_one_does_not(desk):
    answered, away = desk.priced("level-1"), desk.priced("level-1")
    for ticket in (answered, away):
        solve_(desk, ticket)
    desk.reply(answered)
    desk.reply(away, automatic=True)
    close_solved(DUE)
    assert dict(Ticket.objects.values_list("id", "state")) == {answered.pk: "open", away.pk: "closed"}


def test_merged_tickets_are_not_closed_by_silence(desk):
    ticket, survivor = desk.priced("level-1"), desk.priced("level-1")
    solve_(desk, ticket)
    merge(ticket_id=ticket.pk, into_id=survivor.pk, by=desk.dora, now=desk.now)
    close_solved(DUE)
    assert close_unanswered(ticket_id=ticket.pk, now=DUE) is False
    assert Ticket.objects.get(id=ticket.pk).state == "solved"


def test_the_days_of_silence_are_the_vendors(desk):
    set_policies(auto_close_days=1)
    ticket = desk.priced("level-1")
    solve_(desk, ticket)
    close_solved(datetime(2026, 5, 6, 20, 59, tzinfo=UTC))
    assert Ticket.objects.get().state == "solved"
    close_solved(datetime(2026, 5, 6, 21, 0, tzinfo=UTC))
    assert Ticket.objects.get().state == "closed"


def test_silence_closes_a_ticket_that_waits_for_points_at_what_it_was_charged(desk):
    ticket = desk.priced("installation")
    solve_(desk, ticket)
    close_solved(DUE)
    assert (Ticket.objects.get().state, desk.charge(ticket).price) == ("closed", 0)


def test_reopening_within_fourteen_days_costs_nothing(desk):
    ticket = desk.closed("level-2")
    desk.now = datetime(2026, 5, 19, 20, 59, 59, tzinfo=UTC)  # the last second of the fourteenth day in Athens
    reopen(ticket_id=ticket.pk, by=desk.anna, now=desk.now)
    stored = Ticket.objects.get()
    assert (stored.state, stored.closed_at, stored.solved_at) == ("open", None, None)
    charge = desk.charge(ticket)
    assert (charge.settled_at, charge.charged, desk.available) == (None, 25, 75)
    assert told("TicketReopened") == [
        {"ticket_id": ticket.pk, "number": ticket.number, "customer_id": desk.customer.pk, "was": "closed"}
    ]


def test_later_it_is_too_late_for_everyone(desk):
    ticket = desk.closed("level-2")
    desk.now = datetime(2026, 5, 19, 21, 0, tzinfo=UTC)
    for by in (desk.anna, desk.dora, desk.emil):
        with refused(ReopenTooLate, ticket=ticket.number, last_day=date(2026, 5, 19)):
            reopen(ticket_id=ticket.pk, by=by, now=desk.now, body="Again!")


def test_the_window_counts_from_the_latest_closing(desk):
    ticket = desk.closed("level-2")
    desk.now = datetime(2026, 5, 19, 9, 0, tzinfo=UTC)
    reopen(ticket_id=ticket.pk, by=desk.anna, now=desk.now)
    close(ticket_id=ticket.pk, by=desk.anna, now=desk.now)
    desk.now = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)
    assert reopen(ticket_id=ticket.pk, by=desk.anna, now=desk.now).state == "open"


def test_a_reopened_price_may_rise_again(desk):
    ticket = desk.closed("level-2")
    reopen(ticket_id=ticket.pk, by=desk.anna, now=desk.now)
    desk.price(ticket, "level-3")
    assert (desk.charge(ticket).charged, desk.available) == (40, 60)


@pytest.mark.parametrize(("who", "ends"), [("anna", "open"), ("dora", "waiting_customer")])
def test_reopening_with_a_word(desk, who, ends):
    ticket = desk.closed("level-2")
    again = reopen(ticket_id=ticket.pk, by=getattr(desk, who), now=desk.now, body="It is back.", key="r")
    assert (again.state, Ticket.objects.get().state) == (ends, ends)
    before = every_row()
    reopen(ticket_id=ticket.pk, by=getattr(desk, who), now=desk.now, body="It is back.", key="r")
    assert every_row() == before


def test_reopening_what_is_open_changes_nothing(desk):
    ticket = desk.open()
    before = every_row()
    reopen(ticket_id=ticket.pk, by=desk.anna, now=desk.now)
    assert every_row() == before


def test_reopening_what_was_solved(desk):
    ticket = desk.priced("level-2")
    solve_(desk, ticket)
    assert reopen(ticket_id=ticket.pk, by=desk.dora, now=desk.now).state == "open"
    assert [e["was"] for e in told("TicketReopened")] == ["solved"]


def test_a_reopened_ticket_of_another_customer_is_not_found(desk, now):
    foreign = make_helpdesk(50, now=now, name="Other").closed("level-1")
    for by in (desk.anna, make_person(desk.customer, "Ilias", now=now, sees_all_tickets=True)):
        with refused(NotFound, kind="ticket", ref=str(foreign.pk)):
            reopen(ticket_id=foreign.pk, by=by, now=now)


def test_statements_of_this_room(desk):
    ticket = desk.priced("level-2")
    with statements_on("tickets") as solving:
        solve_(desk, ticket)
    with statements_on("tickets") as closing:
        close(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    with statements_on("tickets") as reopening:
        reopen(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assert (len(solving), len(closing), len(reopening)) == (2, 2, 2)


def test_closing_with_a_last_word(desk):
    ticket = desk.priced("level-2")
    words = {"body": "It works, thank you.", "key": "c", "files": [Attachment("a.txt", b"a")]}
    close(ticket_id=ticket.pk, by=desk.anna, now=desk.now, **words)
    last = ticket.messages.latest("id")
    assert (Ticket.objects.get().state, last.body, last.files.count()) == ("closed", "It works, thank you.", 1)
    before = every_row()
    close(ticket_id=ticket.pk, by=desk.anna, now=desk.now, **words)
    close(ticket_id=ticket.pk, by=desk.anna, now=desk.now)
    assert every_row() == before
    with refused(SameKeyOtherRequest, key="c"):
        close(ticket_id=ticket.pk, by=desk.anna, now=desk.now, body="Or does it?", key="c")


def test_a_closed_ticket_takes_no_last_word(desk):
    ticket = desk.closed("level-2")
    with refused(TicketClosed, ticket=ticket.number, reopen_until=date(2026, 5, 19)):
        close(ticket_id=ticket.pk, by=desk.anna, now=desk.now, body="One thing more.")
