"""The two state machines as far as the work goes (domain.md, ruling 5)."""

import pytest

from pointdesk.tickets.rules import CustomerWord, Move, ShownState, WorkState, after, customer_word, shown_state

NEW, OPEN, WAITING, HOLD, SOLVED, CLOSED = WorkState

# move: the state it leads to from each of the six, in their order
TABLE = {
    Move.CUSTOMER_WRITES: (NEW, OPEN, OPEN, OPEN, OPEN, OPEN),
    Move.CUSTOMER_ANSWERS: (OPEN, OPEN, OPEN, OPEN, OPEN, CLOSED),
    Move.STAFF_WRITES: (WAITING, WAITING, WAITING, WAITING, WAITING, WAITING),
    Move.TAKE_UP: (OPEN, OPEN, WAITING, HOLD, SOLVED, CLOSED),
    Move.HOLD: (HOLD, HOLD, HOLD, HOLD, HOLD, HOLD),
    Move.RESUME: (NEW, OPEN, WAITING, OPEN, SOLVED, CLOSED),
    Move.SOLVE: (SOLVED, SOLVED, SOLVED, SOLVED, SOLVED, SOLVED),
    Move.CLOSE: (CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED),
    Move.REOPEN: (NEW, OPEN, WAITING, HOLD, OPEN, OPEN),
}


@pytest.mark.parametrize("move", Move)
def test_moves(move):
    assert tuple(after(move, state) for state in WorkState) == TABLE[move]


# stored: (nothing open, points missing, price asked, both)
SHOWN = {
    NEW: ("new", "waiting_points", "waiting_approval", "waiting_approval"),
    OPEN: ("open", "waiting_points", "waiting_approval", "waiting_approval"),
    WAITING: ("waiting_customer", "waiting_points", "waiting_approval", "waiting_approval"),
    HOLD: ("on_hold", "waiting_points", "waiting_approval", "waiting_approval"),
    SOLVED: ("solved", "solved", "solved", "solved"),
    CLOSED: ("closed", "closed", "closed", "closed"),
}


@pytest.mark.parametrize("stored", WorkState)
def test_what_staff_read_is_derived(stored):
    cases = [(False, False), (False, True), (True, False), (True, True)]
    assert (
        tuple(shown_state(stored, price_is_asked=asked, waits_for_points=waits).value for asked, waits in cases)
        == SHOWN[stored]
    )


def test_what_the_customer_reads():
    assert {shown.value: customer_word(shown) for shown in ShownState} == {
        "new": CustomerWord.WORKING,
        "open": CustomerWord.WORKING,
        "waiting_customer": CustomerWord.WAITING_FOR_YOU,
        "waiting_points": CustomerWord.WAITING_FOR_POINTS,
        "waiting_approval": CustomerWord.WAITING_FOR_YOU,
        "on_hold": CustomerWord.WORKING,
        "solved": CustomerWord.SOLVED,
        "closed": CustomerWord.SOLVED,
    }
