from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pointdesk.kit.actors import Actor
from pointdesk.tickets.queries import TicketFilter, ticket_counts
from pointdesk.tickets.rules import ShownState

MOST_COUNTED = 25
"""Beyond this the rail says "25+": counting costs the same however many there are."""


class ListView(StrEnum):
    """The lists of tickets that every agent has."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    EVALUATE = "to-evaluate"
    POINTS = "waiting-for-points"
    ANSWER = "waiting-for-an-answer"
    REVIEWS = "reviews"
    ALL = "all"


LABELS: dict[ListView, Promise] = {
    ListView.MINE: _("Mine"),
    ListView.UNASSIGNED: _("Unassigned"),
    ListView.EVALUATE: _("To evaluate"),
    ListView.POINTS: _("Waiting for points"),
    ListView.ANSWER: _("Waiting for an answer"),
    ListView.REVIEWS: _("Reviews"),
    ListView.ALL: _("All tickets"),
}
ICONS = {
    ListView.MINE: "inbox",
    ListView.UNASSIGNED: "user-plus",
    ListView.EVALUATE: "hourglass",
    ListView.POINTS: "coins",
    ListView.ANSWER: "message-circle-question",
    ListView.REVIEWS: "scale",
    ListView.ALL: "list",
}


def filter_of(view: ListView, by: Actor) -> TicketFilter:
    """Which tickets stand in a list of `by`."""
    match view:
        case ListView.MINE:
            return TicketFilter(assignee_id=by.number, not_closed=True)
        case ListView.UNASSIGNED:
            return TicketFilter(unassigned=True, going_on=True)
        case ListView.EVALUATE:
            return TicketFilter(unpriced=True, going_on=True)
        case ListView.POINTS:
            return TicketFilter(state=ShownState.WAITING_POINTS)
        case ListView.ANSWER:
            return TicketFilter(state=ShownState.WAITING_APPROVAL)
        case ListView.REVIEWS:
            return TicketFilter(under_review=True)
        case ListView.ALL:
            return TicketFilter()


@dataclass(frozen=True)
class RailLink:
    """A list in the rail; `count` is "" where nothing is counted or nothing there, and never above "25+"."""

    view: str
    label: str
    icon: str
    count: str


def build_rail(by: Actor, now: datetime) -> tuple[RailLink, ...]:
    """The lists with their counts. Two queries."""
    counted = {view.value: filter_of(view, by) for view in ListView if view is not ListView.ALL}
    counts = ticket_counts(by, counted, now=now, most=MOST_COUNTED + 1)
    return tuple(
        RailLink(view.value, str(LABELS[view]), ICONS[view], _count(counts.get(view.value, 0))) for view in ListView
    )


def _count(number: int) -> str:
    return f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number or "")
