"""Tickets in lists, in the customer's words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

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
    """A ticket in a list; `status` and `price` are states of the components that draw them, `label` the word of the
    status where it has one of its own, `points` the price that is asked, that holds, or that was declined. `asked`: a
    price waits for an answer; `short`: points are missing."""

    number: int
    subject: str
    requester: str | None
    status: str
    label: str
    price: str
    points: int | None
    active_at: datetime
    asked: bool
    short: bool


def listed(row: TicketRow) -> ListedTicket:
    """A row of the list as its customer reads it."""
    price, points = _price(row)
    word = customer_word(row.state)
    first = row.price_first and price == "none"
    return ListedTicket(
        number=row.number, subject=row.subject, requester=row.requester, status=STATUS[word],
        label=label_of(word, price_comes_first=first), price=price, points=points,
        active_at=row.active_at, asked=row.state is ShownState.WAITING_APPROVAL,
        short=row.state is ShownState.WAITING_POINTS,
    )  # fmt: skip


def label_of(word: CustomerWord, *, price_comes_first: bool) -> str:
    """What the status says where the usual word would not be true: before the price that the customer wants to hear
    first (P17) nobody works on the ticket. Else ""."""
    return _("We tell you the price first") if word is CustomerWord.WORKING and price_comes_first else ""


def _price(row: TicketRow) -> tuple[str, int | None]:
    if row.asked is not None:
        return "asked", row.asked
    if row.price is not None:
        return ("charged" if row.charged >= row.price else "said"), row.price
    return ("none", None) if row.declined is None else ("declined", row.declined)
