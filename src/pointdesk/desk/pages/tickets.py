from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pointdesk.desk.pages.places import place_of, place_text
from pointdesk.desk.pages.rail import LABELS, ListView, filter_of
from pointdesk.kit.actors import Actor
from pointdesk.tickets.queries import TicketRow, search, ticket_list
from pointdesk.tickets.rules import ShownState

PAGE = 25

NOTHING: dict[ListView, Any] = {
    ListView.MINE: _("No ticket is yours at the moment. Take one that is unassigned."),
    ListView.UNASSIGNED: _("Somebody cares for every open ticket."),
    ListView.EVALUATE: _("Every open ticket has a price, or a price was asked."),
    ListView.POINTS: _("No ticket waits for points."),
    ListView.ANSWER: _("No customer has a price to answer."),
    ListView.REVIEWS: _("No price is being reconsidered."),
    ListView.ALL: _("Nobody has opened a ticket yet."),
}
"""What is true when a list is empty."""

STATE_WORDS: dict[ShownState, tuple[str, Any]] = {
    ShownState.NEW: ("new", pgettext_lazy("ticket", "New")),
    ShownState.OPEN: ("us", pgettext_lazy("ticket", "Open")),
    ShownState.WAITING_CUSTOMER: ("you", pgettext_lazy("ticket", "Waiting for the customer")),
    ShownState.WAITING_POINTS: ("points", pgettext_lazy("ticket", "Waiting for points")),
    ShownState.WAITING_APPROVAL: ("you", pgettext_lazy("ticket", "Price asked")),
    ShownState.ON_HOLD: ("new", pgettext_lazy("ticket", "On hold")),
    ShownState.SOLVED: ("solved", pgettext_lazy("ticket", "Solved")),
    ShownState.CLOSED: ("solved", pgettext_lazy("ticket", "Closed")),
}
"""The mark of a state and the desk's word for it."""


@dataclass(frozen=True)
class QueueRow:
    """A ticket in a list: `mark` and `word` say where it stands, `price_state` and `points` what it costs so far."""

    number: int
    subject: str
    about: str
    mark: str
    word: str
    price_state: str
    points: int | None
    urgent: bool
    active_at: datetime


@dataclass(frozen=True)
class ListPage:
    """A list of tickets as staff read it; `older` is the `after` of the next page, "" at the end."""

    view: str
    title: str
    rows: tuple[QueueRow, ...]
    older: str
    is_first: bool
    nothing: str


def build_list(view: ListView, by: Actor, now: datetime, *, after: str = "") -> ListPage:
    """The tickets of a list, latest activity first, from the row `after` (as `older` gives it). Two queries."""
    place = place_of(after)
    found = ticket_list(by, now=now, only=filter_of(view, by), after=place, limit=PAGE + 1)
    rows = found[:PAGE]
    older = place_text(rows[-1].active_at, rows[-1].id) if len(found) > PAGE else ""
    return ListPage(
        view=view.value,
        title=str(LABELS[view]),
        rows=tuple(map(queue_row, rows)),
        older=older,
        is_first=place is None,
        nothing=str(NOTHING[view]),
    )


@dataclass(frozen=True)
class SearchPage:
    """What was looked for and what was found."""

    words: str
    rows: tuple[QueueRow, ...]


def build_search(words: str, by: Actor, now: datetime) -> SearchPage:
    """The tickets that have all the words. Two to five queries."""
    return SearchPage(words=words, rows=tuple(map(queue_row, search(by, words, now=now))))


def queue_row(row: TicketRow) -> QueueRow:
    """A ticket of a list in the desk's words."""
    mark, word = STATE_WORDS[row.state]
    price_state, points = _price(row)
    who = row.customer if row.requester is None else f"{row.requester}, {row.customer}"
    about = " · ".join(part for part in (f"#{row.number}", who, row.assignee or "") if part)
    return QueueRow(row.number, row.subject, about, mark, str(word), price_state, points, row.urgent, row.active_at)


def _price(row: TicketRow) -> tuple[str, int | None]:
    if row.asked is not None:
        return "asked", row.asked
    if row.price is None:
        return ("none", None) if row.declined is None else ("declined", row.declined)
    return ("charged" if row.price == row.charged else "said"), row.price
