"""P9: "it is our bug" returns everything the ticket was charged, at any time."""

from datetime import date, timedelta

import pytest
from tests.factories.charges import make_priced_line
from tests.factories.rows import every_row, refused
from tests.factories.tickets import make_helpdesk

from pointdesk.bugs import actions
from pointdesk.bugs.actions import fix_bug, link_ticket, register_bug, reject_bug
from pointdesk.bugs.errors import BugConfirmed, BugNotConfirmed, OtherLine
from pointdesk.bugs.models import Bug, BugTicket
from pointdesk.bugs.queries import bugs_of, tickets_of
from pointdesk.bugs.reactions import follow_merge, follow_undone_merge
from pointdesk.catalog.errors import UnknownItem
from pointdesk.charges import actions as charges
from pointdesk.charges.errors import BugIsFree, NotABug
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.ledger.errors import SameKeyOtherRequest
from pointdesk.outbox.models import StoredEvent
from pointdesk.tickets.actions import close, merge, reopen, undo_merge
from pointdesk.tickets.errors import TicketClosed, TicketMerged
from pointdesk.tickets.events import MergeUndone, TicketsMerged


def told(name):
    return list(StoredEvent.objects.filter(name=name).order_by("id").values_list("data", flat=True))


def merge_(desk, ticket, into):
    """Merge, and let the worker do what follows."""
    merge(ticket_id=ticket.pk, into_id=into.pk, by=desk.dora, now=desk.now)
    event = StoredEvent.objects.filter(name="TicketsMerged").latest("id")
    for _ in range(2):  # at least once
        follow_merge(TicketsMerged.from_data(event.data), now=desk.now)


def undo_(desk, ticket):
    """Undo a merge, and let the worker do what follows."""
    undo_merge(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    event = StoredEvent.objects.filter(name="MergeUndone").latest("id")
    for _ in range(2):  # at least once
        follow_undone_merge(MergeUndone.from_data(event.data), now=desk.now)


def test_a_suspicion_returns_nothing(register):
    desk = register.desk
    ticket = desk.priced("level-4")
    bug = register.bug(ticket, description="Add two, reload.", affected_versions="5.4.0 to 5.4.1")
    stored = Bug.objects.get()
    assert stored == bug
    assert (stored.reference, stored.status, stored.reproduced) == (f"B-{bug.pk}", "reported", None)
    assert (stored.title, stored.description, stored.affected_versions) == (
        "Cart forgets", "Add two, reload.", "5.4.0 to 5.4.1",
    )  # fmt: skip
    assert desk.available == 20
    assert told("BugRegistered") == [{"bug_id": bug.pk, "bug": bug.reference, "line_id": desk.line.pk}]
    assert told("TicketLinkedToBug") == [
        {"bug_id": bug.pk, "bug": bug.reference, "ticket_id": ticket.pk, "number": ticket.number}
    ]


def test_confirming_returns_everything_to_everyone(register, now):
    desk, other = register.desk, make_helpdesk(60, now=now, name="Other")
    closed, open_one, foreign = desk.closed("level-2"), desk.priced("level-3"), other.priced("level-3")
    waiting = other.priced("level-4")
    bug = register.bug(closed, open_one, foreign, waiting)
    desk.now += timedelta(days=60)
    other.now = desk.now
    register.confirm(bug, reason="We lost the cookie.", affected_versions="5.4.1")
    assert (desk.available, other.available) == (100, 60)
    for ticket in (closed, open_one, foreign, waiting):
        view = desk.charge(ticket)
        assert (view.price, view.charged, view.is_bug, view.waiting_for) == (0, 0, True, 0)
        assert [line.item for line in view.items] == ["warranty"]
    stored = Bug.objects.get()
    assert (stored.status, stored.reproduced, stored.reason, stored.decided_at) == (
        "confirmed", True, "We lost the cookie.", desk.now,
    )  # fmt: skip
    assert told("BugVerdictGiven") == [
        {"bug_id": bug.pk, "bug": bug.reference, "line_id": desk.line.pk, "status": "confirmed", "tickets": 4}
    ]


def test_phone_doubling_and_every_repricing_are_returned(register):
    desk = register.desk
    ticket = desk.open(delivery="phone")
    for item in ("level-1", "level-2", "level-3"):
        desk.price(ticket, item)
    assert desk.available == 20
    register.confirmed(ticket)
    assert desk.available == 100


def test_confirming_twice_changes_nothing(register):
    ticket = register.desk.priced("level-4")
    bug = register.confirmed(ticket)
    before = every_row()
    register.confirm(bug)
    register.link(bug, ticket)
    assert every_row() == before


@pytest.mark.parametrize("known", ["confirmed", "fixed"])
def test_linking_to_a_known_bug_returns_at_once(register, known):
    desk = register.desk
    bug, ticket = register.confirmed(), desk.closed("level-4")
    if known == "fixed":
        fix_bug(bug_id=bug.pk, fixed_in="5.4.2", by=desk.dora, now=desk.now)
    register.link(bug, ticket)
    assert desk.available == 100


def test_the_price_of_a_bug_stays_nothing(register):
    desk = register.desk
    ticket = desk.priced("level-2")
    register.confirmed(ticket)
    with refused(BugIsFree, reference=str(ticket.number), wanted=10):
        desk.price(ticket, "level-1")


def test_the_verdict_ends_a_question(register):
    desk = register.desk
    ticket = desk.priced("level-2", price_first=True)
    register.confirmed(ticket)
    assert (desk.charge(ticket).open_offer, desk.available) == (None, 100)


def test_a_patchs_application_is_another_ticket(register):
    desk = register.desk
    ticket, applied = desk.priced("level-3"), desk.priced("patch-application")
    register.confirmed(ticket)
    assert (desk.charge(applied).charged, desk.available) == (40, 60)


def test_not_a_bug_prices_an_open_ticket_again(register):
    desk = register.desk
    ticket, other = desk.priced("level-4"), desk.open()
    bug = register.confirmed(ticket, other)
    register.reverse(ticket, "level-2", reason="Your own module did it.")
    view = desk.charge(ticket)
    assert (view.price, view.charged, view.is_bug, desk.available) == (25, 25, False, 75)
    assert tickets_of(bug.pk) == [other]
    assert bugs_of(ticket.pk) == []
    assert Bug.objects.get().status == "confirmed"
    assert told("BugVerdictReversed") == [
        {"ticket_id": ticket.pk, "number": ticket.number, "customer_id": desk.customer.pk}
    ]


def test_not_a_bug_twice_under_one_key_is_once(register):
    ticket = register.desk.priced("level-4")
    register.confirmed(ticket)
    register.reverse(ticket, "level-2", key="r")
    before = every_row()
    register.reverse(ticket, "level-2", key="r")
    assert every_row() == before
    with refused(SameKeyOtherRequest, key="r"):
        register.reverse(ticket, "level-1", key="r")


def test_a_bug_after_all(register):
    desk = register.desk
    ticket = desk.priced("level-4")
    bug = register.confirmed(ticket)
    register.reverse(ticket, "level-2")
    register.link(bug, ticket)
    assert (desk.available, tickets_of(bug.pk), BugTicket.objects.count()) == (100, [ticket], 1)


def test_a_suspicion_survives_the_reversal_of_another_bug(register):
    ticket = register.desk.priced("level-4")
    suspected, confirmed = register.bug(ticket), register.confirmed(ticket)
    register.reverse(ticket, "level-2")
    assert (tickets_of(suspected.pk), tickets_of(confirmed.pk)) == ([ticket], [])


def test_not_a_bug_needs_an_open_ticket_and_a_bug(register):
    desk = register.desk
    ticket, plain = desk.priced("level-2"), desk.priced("level-1")
    register.confirmed(ticket)
    close(ticket_id=ticket.pk, by=desk.anna, now=desk.now)
    with refused(TicketClosed, ticket=ticket.number, reopen_until=date(2026, 5, 19)):
        register.reverse(ticket, "level-2")
    reopen(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    with refused(UnknownItem, item="level-9"):
        register.reverse(ticket, "level-9")
    register.reverse(ticket, "level-2")
    with refused(NotABug, reference=str(plain.number)):
        register.reverse(plain, "level-2")


def test_a_merged_ticket_is_read_as_its_survivor(register):
    desk = register.desk
    ticket, survivor = desk.priced("level-2"), desk.priced("level-3")
    bug = register.bug(ticket)
    merge(ticket_id=ticket.pk, into_id=survivor.pk, by=desk.dora, now=desk.now)
    assert (tickets_of(bug.pk), bugs_of(survivor.pk)) == ([survivor], [bug])
    register.confirm(bug)
    assert desk.available == 100
    with refused(TicketMerged, ticket=ticket.number, into=survivor.number):
        register.reverse(ticket, "level-2")


def test_merging_a_bugs_ticket_makes_the_survivor_a_bug(register):
    desk = register.desk
    ticket, survivor = desk.priced("level-2"), desk.priced("level-3")
    bug = register.confirmed(ticket)
    merge_(desk, ticket, survivor)
    assert (desk.available, desk.charge(survivor).is_bug, tickets_of(bug.pk)) == (100, True, [survivor])
    register.reverse(survivor, "level-1")
    assert (desk.available, tickets_of(bug.pk)) == (90, [])


def test_a_merge_that_was_undone_before_the_worker_came(register):
    desk = register.desk
    ticket, survivor = desk.priced("level-2"), desk.priced("level-3")
    register.confirmed(ticket)
    merge(ticket_id=ticket.pk, into_id=survivor.pk, by=desk.dora, now=desk.now)
    undo_merge(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    event = StoredEvent.objects.get(name="TicketsMerged")
    before = every_row()
    follow_merge(TicketsMerged.from_data(event.data), now=desk.now)
    assert every_row() == before


def test_after_a_merge_is_undone_the_bug_is_only_where_it_was(register):
    desk = register.desk
    ticket, survivor = desk.priced("level-2"), desk.priced("level-3")
    bug = register.confirmed(ticket)
    merge_(desk, ticket, survivor)
    before = len(told("BugVerdictReversed"))
    undo_(desk, ticket)
    assert (desk.charge(ticket).is_bug, desk.charge(survivor).is_bug) == (True, False)
    assert (desk.charge(survivor).charged, desk.available) == (40, 60)
    assert (tickets_of(bug.pk), bugs_of(survivor.pk)) == ([ticket], [])
    assert told("BugVerdictReversed")[before:] == [
        {"ticket_id": survivor.pk, "number": survivor.number, "customer_id": survivor.customer_id}
    ]
    assert told("PriceChanged")[-1] | {"old": 0, "new": 40, "reason_code": "bug_reversed"} == told("PriceChanged")[-1]


def test_a_bug_of_its_own_keeps_the_survivor_free(register):
    desk = register.desk
    ticket, survivor = desk.priced("level-2"), desk.priced("level-3")
    bug = register.confirmed(ticket)
    merge_(desk, ticket, survivor)
    register.link(bug, survivor)
    undo_(desk, ticket)
    assert (desk.charge(survivor).is_bug, desk.available) == (True, 100)


def test_another_merged_ticket_keeps_the_survivor_free(register):
    desk = register.desk
    one, other, survivor = desk.priced("level-1"), desk.priced("level-1"), desk.priced("level-3")
    register.confirmed(one, other)
    merge_(desk, one, survivor)
    merge_(desk, other, survivor)
    undo_(desk, one)
    assert desk.charge(survivor).is_bug is True
    undo_(desk, other)
    assert (desk.charge(survivor).is_bug, desk.charge(survivor).charged) == (False, 40)


def test_a_closed_survivor_stays_free(register):
    desk = register.desk
    ticket, survivor = desk.priced("level-2"), desk.priced("level-3")
    register.confirmed(ticket)
    merge_(desk, ticket, survivor)
    close(ticket_id=survivor.pk, by=desk.dora, now=desk.now)
    undo_(desk, ticket)
    assert (desk.charge(survivor).is_bug, desk.available) == (True, 100)


def test_a_survivor_that_was_merged_itself_pays_again_once_that_is_undone(register):
    desk = register.desk
    ticket, survivor, third = desk.priced("level-1"), desk.priced("level-3"), desk.priced("level-1")
    register.confirmed(ticket)
    merge_(desk, ticket, survivor)
    undo_merge(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    event = MergeUndone.from_data(StoredEvent.objects.get(name="MergeUndone").data)
    merge_(desk, survivor, third)
    follow_undone_merge(event, now=desk.now)
    assert desk.available == 90
    undo_(desk, survivor)
    assert (desk.charge(survivor).is_bug, desk.charge(survivor).charged, desk.available) == (False, 40, 50)


def test_a_bug_confirmed_while_its_ticket_was_merged_keeps_it_free_once_the_merge_is_undone(register):
    """Nobody is charged first and given back afterwards, which would be two letters about nothing."""
    desk = register.desk
    ticket, survivor = desk.priced("level-2"), desk.priced("level-3")
    bug = register.bug(ticket)
    merge_(desk, ticket, survivor)
    register.confirm(bug)
    before = len(told("PriceChanged")), len(told("PointsReturned"))
    undo_merge(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assert (len(told("PriceChanged")), len(told("PointsReturned"))) == before
    assert (desk.available, desk.charge(ticket).is_bug) == (100, True)
    event = MergeUndone.from_data(StoredEvent.objects.get(name="MergeUndone").data)
    follow_undone_merge(event, now=desk.now)
    assert (desk.charge(ticket).is_bug, desk.charge(survivor).is_bug, desk.available) == (True, False, 60)


def test_a_verdict_reversed_for_the_survivor_is_reversed_for_what_was_merged_into_it(register):
    desk = register.desk
    ticket, survivor = desk.priced("level-2"), desk.priced("level-3")
    register.confirmed(ticket)
    merge_(desk, ticket, survivor)
    register.reverse(survivor, "level-1")
    undo_(desk, ticket)
    assert (desk.charge(ticket).is_bug, desk.charge(ticket).charged) == (False, 25)
    assert (desk.charge(survivor).charged, desk.available) == (10, 65)


def test_an_undone_merge_leaves_a_suspicion_a_suspicion(register):
    desk = register.desk
    ticket, survivor = desk.priced("level-2"), desk.priced("level-3")
    register.bug(ticket)
    merge_(desk, ticket, survivor)
    undo_merge(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    before = every_row()
    follow_undone_merge(MergeUndone.from_data(StoredEvent.objects.get(name="MergeUndone").data), now=desk.now)
    assert every_row() == before


def test_rejecting_and_confirming_after_all(register):
    desk = register.desk
    ticket = desk.priced("level-2")
    bug = register.bug(ticket)
    reject_bug(bug_id=bug.pk, reason="A changed template.", by=desk.dora, now=desk.now)
    assert (Bug.objects.get().status, Bug.objects.get().reason, desk.available) == (
        "rejected", "A changed template.", 75,
    )  # fmt: skip
    before = every_row()
    reject_bug(bug_id=bug.pk, reason="Still.", by=desk.dora, now=desk.now)
    assert every_row() == before
    register.confirm(bug, reproduced=False)
    assert (Bug.objects.get().reproduced, desk.available) == (False, 100)
    with refused(BugConfirmed, bug=bug.reference):
        reject_bug(bug_id=bug.pk, reason="Once more", by=desk.dora, now=desk.now)


def test_fixing(register):
    desk = register.desk
    suspected, bug = register.bug(), register.confirmed()
    with refused(BugNotConfirmed, bug=suspected.reference):
        fix_bug(bug_id=suspected.pk, fixed_in="5.4.2", by=desk.dora, now=desk.now)
    fix_bug(bug_id=bug.pk, fixed_in="5.4.2", by=desk.dora, now=desk.now)
    before = every_row()
    fix_bug(bug_id=bug.pk, fixed_in="5.4.2", by=desk.dora, now=desk.now)
    register.confirm(bug)
    assert every_row() == before
    fix_bug(bug_id=bug.pk, fixed_in="5.4.3", by=desk.dora, now=desk.now)
    assert (Bug.objects.get(id=bug.pk).fixed_in, Bug.objects.get(id=bug.pk).status) == ("5.4.3", "fixed")


def test_another_lines_ticket_is_not_linked(register, now):
    desk, other = register.desk, make_priced_line("other", now=now)
    bug = register.bug()
    desk.line, line = other, desk.line
    ticket = desk.open()
    with refused(OtherLine, bug=bug.reference, bug_line=line.code, ticket=ticket.number, ticket_line="other"):
        register.link(bug, ticket)


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("title", "", "missing"), ("title", "x" * 201, "too_long"), ("title", "a\nb", "line_break"),
        ("description", "\x00", "nul"), ("description", "x" * 20_001, "too_long"),
        ("affected_versions", "x" * 101, "too_long"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused(register, field, value, problem):
    with refused(InvalidInput, field=field, problem=problem):
        register.bug(**{field: value})


def test_a_rejection_has_a_reason(register):
    bug = register.bug()
    with refused(InvalidInput, field="reason", problem="missing"):
        reject_bug(bug_id=bug.pk, reason=" ", by=register.desk.dora, now=register.desk.now)


def test_the_register_is_staffs(register):
    desk = register.desk
    ticket, bug = desk.open(), register.bug()
    now, by = desk.now, desk.anna
    verbs = {
        "register_bug": lambda: register_bug(line_id=desk.line.pk, title="x", by=by, now=now),
        "link_ticket": lambda: link_ticket(bug_id=bug.pk, ticket_id=ticket.pk, by=by, now=now),
        "confirm_bug": lambda: actions.confirm_bug(bug_id=bug.pk, by=by, now=now),
        "reject_bug": lambda: reject_bug(bug_id=bug.pk, reason="x", by=by, now=now),
        "fix_bug": lambda: fix_bug(bug_id=bug.pk, fixed_in="1", by=by, now=now),
        "reverse_bug": lambda: actions.reverse_bug(ticket_id=ticket.pk, items=[("level-1", 1)], by=by, now=now),
        "publish_patch": lambda: actions.publish_patch(
            bug_id=bug.pk, version="1", name="x", content=b"x", by=by, now=now
        ),
    }
    for verb, act in verbs.items():
        with refused(NotAllowed, verb=verb):
            act()


def test_the_same_key_is_the_same_bug(register):
    bug = register.bug(key="k", description="Reload.")
    before = every_row()
    assert (register.bug(key="k", title=" Cart forgets", description="Reload."), every_row()) == (bug, before)
    with refused(SameKeyOtherRequest, key="k"):
        register.bug(key="k")
    with refused(SameKeyOtherRequest, key="k"):
        register_bug(
            line_id=register.desk.line.pk, title="Cart forgets", description="Reload.", key="k", by=register.desk.emil,
            now=register.desk.now,
        )  # fmt: skip
    with refused(InvalidInput, field="key", problem="missing"):
        register.bug(key=" ")


def test_what_does_not_exist(register):
    desk = register.desk
    bug, ticket = register.bug(), desk.open()
    with refused(NotFound, kind="line", ref="0"):
        register_bug(line_id=0, title="x", by=desk.dora, now=desk.now)
    with refused(NotFound, kind="bug", ref="0"):
        link_ticket(bug_id=0, ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    with refused(NotFound, kind="ticket", ref="0"):
        link_ticket(bug_id=bug.pk, ticket_id=0, by=desk.dora, now=desk.now)


def test_a_review_is_decided_by_the_verdict(register):
    desk = register.desk
    ticket = desk.closed("level-4")
    charges.ask_review(charge_id=ticket.charge_id, reason="Too much", by=desk.anna, now=desk.now)
    register.confirmed(ticket)
    assert desk.charge(ticket).review.state.value == "returned"
