"""The work states of an issue: which are stored, which are derived from its charge, what the customer reads."""

from enum import StrEnum


class WorkState(StrEnum):
    """What is stored (ruling 5). Whether a ticket waits for points, or for an answer to a price, its charge says."""

    NEW = "new"
    OPEN = "open"
    WAITING_CUSTOMER = "waiting_customer"
    ON_HOLD = "on_hold"
    SOLVED = "solved"
    CLOSED = "closed"


class Move(StrEnum):
    """What can happen to the work on a ticket."""

    CUSTOMER_WRITES = "customer_writes"
    CUSTOMER_ANSWERS = "customer_answers"
    STAFF_WRITES = "staff_writes"
    TAKE_UP = "take_up"
    HOLD = "hold"
    RESUME = "resume"
    SOLVE = "solve"
    CLOSE = "close"
    REOPEN = "reopen"


_AFTER: dict[Move, dict[WorkState, WorkState]] = {
    # A customer who adds to a question that nobody has looked at yet leaves it new; any answer brings it back to us.
    Move.CUSTOMER_WRITES: dict.fromkeys(WorkState, WorkState.OPEN) | {WorkState.NEW: WorkState.NEW},
    # Who asked a price has looked at the ticket: an answer makes new ones open too.
    Move.CUSTOMER_ANSWERS: dict.fromkeys(WorkState, WorkState.OPEN) | {WorkState.CLOSED: WorkState.CLOSED},
    Move.STAFF_WRITES: dict.fromkeys(WorkState, WorkState.WAITING_CUSTOMER),
    Move.TAKE_UP: {s: s for s in WorkState} | {WorkState.NEW: WorkState.OPEN},
    Move.HOLD: dict.fromkeys(WorkState, WorkState.ON_HOLD),
    Move.RESUME: {s: s for s in WorkState} | {WorkState.ON_HOLD: WorkState.OPEN},
    Move.SOLVE: dict.fromkeys(WorkState, WorkState.SOLVED),
    Move.CLOSE: dict.fromkeys(WorkState, WorkState.CLOSED),
    Move.REOPEN: {s: s for s in WorkState} | {WorkState.SOLVED: WorkState.OPEN, WorkState.CLOSED: WorkState.OPEN},
}


def after(move: Move, state: WorkState) -> WorkState:
    """The state that a move leads to. A closed ticket allows only CLOSE (nothing changes) and REOPEN; whoever locks
    the ticket refuses the rest with TicketClosed before asking."""
    return _AFTER[move][state]


class ShownState(StrEnum):
    """What staff read: the stored state, or what the charge makes the ticket wait for."""

    NEW = "new"
    OPEN = "open"
    WAITING_CUSTOMER = "waiting_customer"
    WAITING_POINTS = "waiting_points"
    WAITING_APPROVAL = "waiting_approval"
    ON_HOLD = "on_hold"
    SOLVED = "solved"
    CLOSED = "closed"


def shown_state(stored: WorkState, *, price_is_asked: bool, waits_for_points: bool) -> ShownState:
    """What staff read. An unanswered price comes before missing points; both come before anything but the end."""
    if stored in (WorkState.SOLVED, WorkState.CLOSED):
        return ShownState(stored.value)
    if price_is_asked:
        return ShownState.WAITING_APPROVAL
    if waits_for_points:
        return ShownState.WAITING_POINTS
    return ShownState(stored.value)


class CustomerWord(StrEnum):
    """What the customer reads: whose turn it is, not how the vendor works."""

    WAITING_FOR_YOU = "waiting_for_you"
    WORKING = "working"
    WAITING_FOR_POINTS = "waiting_for_points"
    SOLVED = "solved"


_WORDS = {
    ShownState.NEW: CustomerWord.WORKING,
    ShownState.OPEN: CustomerWord.WORKING,
    ShownState.ON_HOLD: CustomerWord.WORKING,
    ShownState.WAITING_CUSTOMER: CustomerWord.WAITING_FOR_YOU,
    ShownState.WAITING_APPROVAL: CustomerWord.WAITING_FOR_YOU,
    ShownState.WAITING_POINTS: CustomerWord.WAITING_FOR_POINTS,
    ShownState.SOLVED: CustomerWord.SOLVED,
    ShownState.CLOSED: CustomerWord.SOLVED,
}


def customer_word(shown: ShownState) -> CustomerWord:
    """The customer's word for a state."""
    return _WORDS[shown]
