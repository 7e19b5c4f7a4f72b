from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pointdesk.sales.rules import OrderStatus, Units, WholeState, merged

PENDING, PAID, PARTLY, REFUNDED, CANCELLED, CHARGED_BACK = OrderStatus
EARLY = datetime(2026, 5, 4, 10, tzinfo=UTC)
LATE = EARLY + timedelta(hours=1)


def state(status: OrderStatus, at: datetime | None = None, **units: Units) -> WholeState:
    return WholeState(status, at, units)


@pytest.mark.parametrize(
    ("known", "told", "result"),
    [
        (state(PAID, a=Units(2)), state(PENDING, a=Units(2)), state(PAID, a=Units(2))),
        (state(PARTLY, a=Units(2, 1)), state(PAID, a=Units(2)), state(PARTLY, a=Units(2, 1))),
        (state(PAID, a=Units(1)), state(PAID, a=Units(2)), state(PAID, a=Units(2))),
        (state(PAID, a=Units(2)), state(PAID, a=Units(1)), state(PAID, a=Units(2))),
        (state(PAID, EARLY, a=Units(2)), state(PAID, LATE, a=Units(1)), state(PAID, LATE, a=Units(1))),
        (state(PAID, LATE, a=Units(1)), state(PAID, EARLY, a=Units(2)), state(PAID, LATE, a=Units(1))),
        (
            state(PAID, EARLY, a=Units(1), b=Units(1)),
            state(PAID, LATE, a=Units(1)),
            state(PAID, LATE, a=Units(1), b=Units(0)),
        ),
        (
            state(PAID, LATE, a=Units(1)),
            state(PAID, EARLY, a=Units(1), b=Units(1, 1)),
            state(PAID, LATE, a=Units(1), b=Units(0, 1)),
        ),
        (state(PENDING, LATE, a=Units(5)), state(PAID, EARLY, a=Units(2)), state(PAID, EARLY, a=Units(2))),
        (state(REFUNDED, a=Units(2)), state(CANCELLED, a=Units(2)), state(REFUNDED, a=Units(2))),
        (state(REFUNDED, a=Units(2)), state(CHARGED_BACK, a=Units(2)), state(CHARGED_BACK, a=Units(2))),
    ],
    ids=[
        "back to pending", "an old paid", "more", "fewer, no moment", "fewer, newer", "more, older", "a line less",
        "a line that went", "pending is older", "as refunded", "the bank",
    ],
)  # fmt: skip
def test_what_is_known_after_another_report(known, told, result):
    assert merged(known, told) == result


units = st.builds(Units, st.integers(0, 3), st.integers(0, 3))
states = st.builds(
    WholeState,
    st.sampled_from([s for s in OrderStatus if s is not CANCELLED]),
    st.sampled_from([None, EARLY, LATE]),
    st.dictionaries(st.sampled_from("abc"), units),
)


def facts(state: WholeState) -> tuple[object, ...]:
    """A state without lines of no units at all: to know of such a line and not to know of it is the same."""
    return state.status, state.changed_at, {ref: u for ref, u in state.units.items() if u != Units(0)}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no failure
@given(st.lists(states, min_size=1, max_size=5), st.data())
def test_neither_order_of_arrival_nor_repetition_matters(reports, data):
    arrivals = data.draw(st.permutations([*reports, *data.draw(st.lists(st.sampled_from(reports), max_size=3))]))
    assert facts(reduce(merged, arrivals)) == facts(reduce(merged, reports))
