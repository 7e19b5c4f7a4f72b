"""P13 as a property: whole states in any order, any number of times, end as the last one alone would."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import TODAY
from tests.factories.sales import SHOP, customer_of, living, order

from pointdesk.customers.models import Ownership
from pointdesk.sales.actions import apply_order
from pointdesk.sales.rules import OrderReport, OrderStatus, ReportedLine

pytestmark = pytest.mark.django_db

POINTS = {"XC-POINTS-60": 60, "XC-POINTS-120": 120, "XC-LICENCE": 0}
PAID_ON = date(2026, 5, 1)
LAST_DAY = date(2027, 5, 1)
ENDS = (OrderStatus.REFUNDED, OrderStatus.CANCELLED, OrderStatus.CHARGED_BACK)
_numbers = count(1)


@st.composite
def histories(draw) -> list[OrderReport]:
    """What a shop reports of one order as time goes by: placed, paid, edited, partly and wholly paid back.

    Licences are not edited: the gift is for the first purchase, and does not come again with a later one.
    """
    lines = [
        ReportedLine(sku=sku, id=ref, quantity=draw(st.integers(1, 3)))
        for ref, sku in zip(
            "abc", draw(st.lists(st.sampled_from(sorted(POINTS)), min_size=1, max_size=3)), strict=False
        )
    ]
    status, states = OrderStatus.PENDING, []
    for minute in range(draw(st.integers(1, 6))):
        if minute:
            status = draw(st.sampled_from([s for s in OrderStatus if s.rank >= max(status.rank, 1)]))
            lines = [draw(later(line, status)) for line in lines]
        states.append(
            order(
                *lines, status=status.value, paid_at=PAID_ON if status.rank else None,
                changed_at=TODAY - timedelta(hours=1) + timedelta(minutes=minute),
            )
        )  # fmt: skip
        if status in ENDS:
            break
    return states


@st.composite
def later(draw, line: ReportedLine, status: OrderStatus) -> ReportedLine:
    """The line as a later state tells it: another quantity, more units paid back."""
    least = max(line.refunded, 1)
    quantity = line.quantity if line.sku == "XC-LICENCE" else draw(st.integers(least, 4))
    partly = status is OrderStatus.PARTIALLY_REFUNDED
    refunded = draw(st.integers(line.refunded, max(quantity, line.refunded))) if partly else line.refunded
    return replace(line, quantity=max(quantity, refunded), refunded=refunded)


def expected(last: OrderReport) -> Counter:
    """Points by kind that the last state alone gives, worked out without any of the code under test."""
    live = {
        ref: line.quantity - line.refunded if last.status in (OrderStatus.PAID, OrderStatus.PARTIALLY_REFUNDED) else 0
        for ref, line in last.by_ref()
    }
    paid = sum(POINTS[line.sku] * live[ref] for ref, line in last.by_ref())
    licensed = any(live[ref] for ref, line in last.by_ref() if line.sku == "XC-LICENCE")
    return Counter(paid=paid, free=200 if licensed else 0)


def held_after(arrivals: list[OrderReport]) -> tuple[Counter, int]:
    """Points by kind, and products owned, of a new customer whose order was reported so."""
    name = f"customer-{next(_numbers)}"
    for arrival in arrivals:
        who = replace(arrival.customer, external_id=name, email=f"office@{name}.example")
        apply_order(report=replace(arrival, number=name, customer=who), by=SHOP, now=TODAY)
    held = Counter()
    try:
        lots = living(TODAY, name)
    except AssertionError:  # no wallet: nothing was ever given
        lots = []
    for points, kind, last_day in lots:
        assert last_day == LAST_DAY
        held[kind] += points
    return held, Ownership.objects.filter(customer=customer_of(name), until=None).count()


@settings(
    max_examples=60,
    deadline=None,
    # Every example has a customer and an order of its own; a busy machine is no failure.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=histories(), data=st.data())
def test_any_arrival_ends_as_the_last_state_alone(shop, history, data):
    repeats = data.draw(st.lists(st.sampled_from(history), max_size=3))
    arrivals = data.draw(st.permutations([*history, *repeats]))
    alone, products = held_after([history[-1]])
    assert alone == expected(history[-1])
    assert held_after(arrivals) == (alone, products)
