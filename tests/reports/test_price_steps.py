"""What a ticket costs, step by step: never a number without its reason."""

import pytest
from django.utils import timezone

from pointdesk.catalog.queries import price_list
from pointdesk.charges import actions as charges
from pointdesk.charges.queries import history
from pointdesk.reports.queries import steps_of
from pointdesk.tickets import actions


def steps(desk, ticket):
    view = desk.charge(ticket)
    with timezone.override("Europe/Athens"):
        return steps_of(history(view.id), price_list(view.price_list_id), language="en", offer=view.open_offer)


def told(desk, ticket):
    return [(s.state, s.figure, s.change, s.title) for s in steps(desk, ticket)]


def test_up_and_down(desk):
    ticket = desk.priced("level-2", "level-1")
    desk.price(ticket, "level-3")
    desk.price(ticket, "level-1")
    desk.price(ticket, "level-0")
    assert told(desk, ticket) == [
        ("charged", 35, 0, "Charged 35 points"),
        ("charged", 40, 5, "Price 35 → 40 points"),
        ("returned", 10, -30, "Returned 30 points: the price is lower"),
        ("returned", 0, -10, "Returned 10 points: the price is lower"),
    ]


def test_a_step_says_for_what_and_why_and_who(desk):
    ticket = desk.open()
    charges.set_delivery(charge_id=ticket.charge_id, delivery="phone", by=desk.dora, now=desk.now)
    charges.set_price(
        charge_id=ticket.charge_id, items=[("module-installation", 3), ("level-1", 1)], by=desk.dora, now=desk.now,
        reason="Two at once.",
    )  # fmt: skip
    (step,) = steps(desk, ticket)
    assert (step.reason, step.by) == ("module-installation × 3, level-1, by phone: Two at once.", "Dora · 5 May, 12:00")


def test_free_of_charge(desk):
    assert told(desk, desk.priced("level-0")) == [("closed", 0, 0, "Free of charge")]


def test_a_question_accepted(desk):
    ticket = desk.open(agreed_up_to=25)
    desk.price(ticket, "level-2")
    view = desk.price(ticket, "level-3")
    assert told(desk, ticket)[1:] == [("asked", 40, 15, "May we go on at 40 points?")]
    charges.accept(offer_id=view.open_offer.id, by=desk.anna, now=desk.now)
    assert told(desk, ticket)[1:] == [
        ("said", 40, 15, "Asked: 40 points"), ("charged", 40, 15, "Accepted: charged 15 points"),
    ]  # fmt: skip


def test_a_first_price_declined_and_closed(desk):
    ticket = desk.open(price_first=True)
    view = desk.price(ticket, "level-2")
    assert told(desk, ticket) == [("asked", 25, 0, "May we do this for 25 points?")]
    charges.decline(offer_id=view.open_offer.id, by=desk.anna, now=desk.now)
    actions.close(ticket_id=ticket.pk, by=desk.anna, now=desk.now)
    assert told(desk, ticket) == [
        ("said", 25, 0, "Asked: 25 points"), ("closed", 0, 0, "Declined: 25 points"),
        ("closed", 0, 0, "Closed, nothing charged"),
    ]  # fmt: skip


def test_a_quote_says_once_what_it_is_for(desk):
    ticket = desk.open()
    charges.quote(charge_id=ticket.charge_id, points=90, text="A skin", by=desk.dora, now=desk.now)
    (step,) = steps(desk, ticket)
    assert (step.state, step.title, step.reason, step.is_open) == ("asked", "Our quote: 90 points", "A skin", True)


def test_waiting_and_charged_when_points_come(desk):
    ticket = desk.priced("level-2")
    desk.price(ticket, "installation")
    desk.lot(50)
    charges.serve_queue(wallet_id=desk.wallet, now=desk.now)
    assert told(desk, ticket)[1:] == [
        ("said", 150, 125, "Price 25 → 150 points, 125 not charged yet"),
        ("charged", 150, 0, "Charged 125 points, which have come in"),
    ]
    assert [s.by for s in steps(desk, ticket)][-1] == "5 May, 12:00"


def test_a_first_price_that_waits(desk):
    assert told(desk, desk.priced("installation")) == [("said", 150, 0, "Price 150 points, not charged yet")]


@pytest.mark.parametrize(
    ("verdict", "points", "step"),
    [
        ("keep", None, ("closed", 25, 0, "Reconsidered, kept at 25 points")),
        ("lower", 10, ("returned", 10, -15, "Reconsidered: 25 → 10 points")),
        ("return", None, ("returned", 0, -25, "Reconsidered, returned 25 points")),
    ],
)
def test_reconsidered(desk, verdict, points, step):
    ticket = desk.priced("level-2")
    charges.ask_review(charge_id=ticket.charge_id, by=desk.anna, now=desk.now, reason="It was one line.")
    charges.decide_review(
        charge_id=ticket.charge_id, verdict=verdict, points=points, by=desk.emil, now=desk.now, reason="So it is."
    )
    assert told(desk, ticket)[1:] == [("said", 25, 0, "Asked to reconsider 25 points"), step]


@pytest.mark.parametrize(
    ("verb", "charged", "free"),
    [
        ("void_for_bug", "Returned 25 points: it was our bug", "It is our bug: it costs nothing"),
        ("own_fault", "Returned 25 points: our own work was at fault", "Our own work was at fault: it costs nothing"),
    ],
)
def test_our_doing(desk, verb, charged, free):
    paid, unpriced = desk.priced("level-2"), desk.open()
    for ticket in (paid, unpriced):
        getattr(charges, verb)(charge_id=ticket.charge_id, by=desk.dora, now=desk.now)
    assert (told(desk, paid)[-1], told(desk, unpriced)[-1]) == (
        ("returned", 0, -25, charged), ("returned", 0, 0, free),
    )  # fmt: skip


def test_no_bug_after_all(desk):
    ticket = desk.priced("level-2")
    charges.void_for_bug(charge_id=ticket.charge_id, by=desk.dora, now=desk.now)
    charges.reverse_bug(charge_id=ticket.charge_id, items=[("level-1", 1)], by=desk.dora, now=desk.now)
    assert told(desk, ticket)[-1] == ("charged", 10, 10, "Charged 10 points")


def test_merged_and_undone(desk):
    ticket, into = desk.priced("level-2"), desk.open()
    actions.merge(ticket_id=ticket.pk, into_id=into.pk, by=desk.dora, now=desk.now)
    actions.undo_merge(ticket_id=ticket.pk, by=desk.dora, now=desk.now)
    assert told(desk, ticket)[1:] == [
        ("returned", 0, -25, "Returned 25 points: part of another ticket now"),
        ("charged", 25, 25, "Charged 25 points"),
    ]


def test_closed_and_opened_again(desk):
    ticket = desk.closed("level-2")
    actions.reopen(ticket_id=ticket.pk, by=desk.anna, now=desk.now)
    assert told(desk, ticket)[1:] == [
        ("closed", 25, 0, "Closed at 25 points"), ("closed", 25, 0, "Opened again, at no cost"),
    ]  # fmt: skip


def test_what_changes_nothing_is_left_out(desk):
    ticket = desk.open()
    charges.set_delivery(charge_id=ticket.charge_id, delivery="phone", by=desk.dora, now=desk.now)
    assert told(desk, ticket) == []
