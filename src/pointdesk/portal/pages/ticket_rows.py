"""Tickets in lists, in the customer's words."""

from dataclasses import dataclass
from datetime import datetime

from pointdesk.tickets.queries import TicketRow
from pointdesk.tickets.rules import CustomerWord, ShownState, customer_word

STATUS = {
    CustomerWord.WAITING_FOR_YOU: "you",
    CustomerWord.WORKING: "us",
    CustomerWord.WAITING_FOR_POINTS: "points",
    CustomerWord.SOLVED: "solved",
}
"""The state of the component that says the word."""


@dataclass(frozen=True)
class ListedTicket:
    """A ticket in a list; `status` and `price` are states of the components that draw them, `points` is the price that
    holds. `asked`: a price waits for an answer; `short`: points are missing."""

    number: int
    subject: str
    requester: str | None
    status: str
    price: str
    points: int | None
    active_at: datetime
    asked: bool
    short: bool


def listed(row: TicketRow) -> ListedTicket:
    """A row of the list as its customer reads it."""
    taken = row.price is not None and row.charged >= row.price
    return ListedTicket(
        number=row.number, subject=row.subject, requester=row.requester, status=STATUS[customer_word(row.state)],
        price="none" if row.price is None else "charged" if taken else "said", points=row.price,
        active_at=row.active_at, asked=row.state is ShownState.WAITING_APPROVAL,
        short=row.state is ShownState.WAITING_POINTS,
    )  # fmt: skip
