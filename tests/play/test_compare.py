"""Expectations held against what is seen."""

from dataclasses import replace
from datetime import date

import pytest

from pointdesk.play.rules.compare import SeenCustomer, SeenLine, SeenLot, SeenTicket, differences
from pointdesk.play.rules.story import parse_story

ACME = SeenCustomer(
    available=150,
    available_other=0,
    lots=(
        SeenLot(points=30, until=date(2026, 8, 4), kind="free", origin="welcome"),
        SeenLot(points=120, until=date(2027, 2, 1), kind="paid", origin="purchase"),
    ),
    lots_other=(),
    statement=(SeenLine(kind="charge", points=-25), SeenLine(kind="purchase", points=120)),
    arrears=0,
)
T1 = SeenTicket(
    charged=25, price=40, waiting_for=15, states=("open", "waiting_points"), items=("level-3",), asked=0
)  # fmt: skip


class World:
    def __init__(self, customer=ACME, ticket=T1):
        self._customer, self._ticket = customer, ticket

    def customer(self, name):
        assert name == "acme"
        return self._customer

    def ticket(self, name):
        assert name == "T1"
        return self._ticket


def seen(expect, world=None):
    """What differs from an `expect`, written as in a story."""
    text = f"title: a\nsteps:\n  - open: {{ticket: T1, customer: acme}}\n  - expect: {expect}\n"
    return differences(parse_story(text, "a.yaml").steps[1].verb, world or World())


@pytest.mark.parametrize(
    "expect",
    [
        "{acme: {available: 150, available_other: 0, arrears: 0}}",
        "{acme: {lots: [{points: 30, until: 2026-08-04}, {points: 120, until: 2027-02-01, kind: paid}]}}",
        "{acme: {lots_other: []}}",
        "{acme: {lots: [{points: 30, until: 2026-08-04, origin: welcome}, {points: 120, until: 2027-02-01}]}}",
        "{acme: {statement_has: [{kind: charge, points: -25}]}}",
        "{T1: {charged: 25, price: 40, waiting_for: 15, item: level-3, asked: 0}}",
        "{T1: {state: open}}",
        "{T1: {state: waiting_points}}",
        "{either: [{acme: {available: 1}}, {T1: {price: 40}}]}",
    ],
)  # fmt: skip
def test_what_holds_has_no_difference(expect):
    assert seen(expect) == []


@pytest.mark.parametrize(
    ("expect", "lines"),
    [
        (
            "{acme: {available: 70, available_other: 5}, T1: {charged: 30}}",
            [
                "acme.available: expected 70, seen 150",
                "acme.available_other: expected 5, seen 0",
                "T1.charged: expected 30, seen 25",
            ],
        ),
        (
            "{acme: {lots: [{points: 120, until: 2027-02-01, kind: free}]}}",
            [
                "acme.lots: expected [120 until 2027-02-01 free], "
                "seen [30 until 2026-08-04 free welcome, 120 until 2027-02-01 paid purchase]"
            ],
        ),
        (
            "{acme: {lots_other: [{points: 1, until: 2027-02-01}]}}",
            ["acme.lots_other: expected [1 until 2027-02-01], seen []"],
        ),
        (
            "{acme: {statement_has: [{kind: charge, points: -25}, {kind: charge, points: -25}]}}",
            ["acme.statement_has: expected charge -25, seen charge -25, purchase +120"],
        ),
        ("{T1: {state: closed}}", ["T1.state: expected closed, seen open and waiting_points"]),
        ("{T1: {item: other}}", ["T1.item: expected other, seen level-3"]),
        (
            "{either: [{acme: {available: 1}}, {T1: {price: 41}}]}",
            ["either 1: acme.available: expected 1, seen 150", "either 2: T1.price: expected 41, seen 40"],
        ),
    ],
)  # fmt: skip
def test_what_differs_is_told(expect, lines):
    assert seen(expect) == lines


def test_lots_are_compared_in_their_order():
    turned = World(customer=replace(ACME, lots=ACME.lots[::-1]))
    assert seen("{acme: {lots: [{points: 120, until: 2027-02-01}, {points: 30, until: 2026-08-04}]}}", turned) == []
    assert len(seen("{acme: {lots: [{points: 120, until: 2027-02-01}, {points: 30, until: 2026-08-04}]}}")) == 1


def test_a_ticket_that_was_never_priced_costs_nothing():
    never = World(ticket=replace(T1, price=None, items=()))
    assert seen("{T1: {price: 0}}", never) == []
    assert seen("{T1: {price: 5, item: level-1}}", never) == [
        "T1.price: expected 5, seen none",
        "T1.item: expected level-1, seen none",
    ]


def test_an_empty_statement_is_told_as_nothing():
    assert seen("{acme: {statement_has: [{kind: gift, points: 5}]}}", World(customer=replace(ACME, statement=()))) == [
        "acme.statement_has: expected gift +5, seen nothing"
    ]
