"""mark_as_bug: "it is our bug", said at the ticket, in one act."""

import pytest
from tests.factories.rows import every_row, refused

from pointdesk.bugs.actions import mark_as_bug
from pointdesk.bugs.models import Bug
from pointdesk.bugs.queries import bugs_of, tickets_of
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.tickets.actions import merge


def mark(register, ticket, by=None, **fields):
    desk = register.desk
    return mark_as_bug(ticket_id=ticket.pk, by=by or desk.dora, now=desk.now, **fields)


def test_a_new_bug_is_registered_confirmed_and_returned(register):
    desk = register.desk
    ticket = desk.priced("level-3")
    bug = mark(
        register, ticket, title="Cart forgets", description="Reload.", affected_versions="5.5.1",
        reason="We have seen it ourselves.",
    )  # fmt: skip
    assert (bug.title, bug.status, bug.description, bug.affected_versions, bug.reproduced, bug.reason) == (
        "Cart forgets", "confirmed", "Reload.", "5.5.1", True, "We have seen it ourselves.",
    )  # fmt: skip
    assert (tickets_of(bug.pk), desk.charge(ticket).is_bug, desk.available) == ([ticket], True, 100)


def test_twice_is_once(register):
    ticket = register.desk.priced("level-3")
    mark(register, ticket, title="Cart forgets")
    before = every_row()
    mark(register, ticket, title=" Cart forgets ")
    assert every_row() == before


def test_a_known_bug_returns_for_all_its_tickets(register):
    desk = register.desk
    one, two = desk.priced("level-3"), desk.priced("level-2")
    bug = register.bug(one)
    assert mark(register, two, bug_id=bug.pk) == bug
    assert (tickets_of(bug.pk), desk.available) == ([one, two], 100)


def test_a_suspicion_is_only_linked(register):
    desk = register.desk
    ticket = desk.priced("level-3")
    bug = mark(register, ticket, title="Cart forgets", confirm=False)
    assert (bug.status, bugs_of(ticket.pk), desk.available) == ("reported", [bug], 60)
    assert mark(register, ticket, title="Cart forgets") == bug
    assert desk.available == 100


def test_what_a_merged_ticket_turns_out_to_be_its_survivor_is(register):
    desk = register.desk
    merged, survivor = desk.priced("level-1"), desk.priced("level-2")
    merge(ticket_id=merged.pk, into_id=survivor.pk, by=desk.dora, now=desk.now)
    assert tickets_of(mark(register, merged, title="Cart forgets").pk) == [survivor]


def test_what_is_refused_writes_nothing(register):
    desk = register.desk
    ticket = desk.priced("level-3")
    with refused(NotAllowed, verb="mark_as_bug"):
        mark(register, ticket, title="Cart forgets", by=desk.anna)
    with refused(InvalidInput, field="title", problem="missing"):
        mark(register, ticket)
    with refused(NotFound, kind="bug", ref="0"):
        mark(register, ticket, bug_id=0)
    with pytest.raises(NotFound):
        mark_as_bug(ticket_id=0, title="Cart forgets", by=desk.dora, now=desk.now)
    assert not Bug.objects.exists()
