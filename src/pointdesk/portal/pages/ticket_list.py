from dataclasses import dataclass
from datetime import UTC, datetime

from pointdesk.kit.actors import Actor
from pointdesk.portal.pages.ticket_rows import ListedTicket, listed
from pointdesk.tickets.queries import TicketFilter, search, ticket_list

PAGE = 25
"""Tickets on a page."""


@dataclass(frozen=True)
class ListPage:
    """The tickets that a person may see. `newer` and `older` are the query strings of the first and of the next page,
    empty where that is this one or there is none."""

    tickets: list[ListedTicket]
    only_open: bool
    newer: str
    older: str

    @property
    def shows_all(self) -> bool:
        """Whether closed tickets are among them."""
        return not self.only_open


def build_list(by: Actor, now: datetime, *, only_open: bool, after: str) -> ListPage:
    """A page of the list, latest activity first, from the row that `after` names; the first for what names none."""
    position = _position(after)
    rows = ticket_list(by, now=now, only=TicketFilter(not_closed=only_open), after=position, limit=PAGE + 1)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    which = "show=open&" if only_open else ""
    return ListPage(
        tickets=[listed(row) for row in rows[:PAGE]],
        only_open=only_open,
        newer=f"?{which}" if position else "",
        older=f"?{which}after={_name(last.active_at, last.id)}" if last else "",
    )


@dataclass(frozen=True)
class FoundPage:
    """The tickets in which all the `words` stand, latest first."""

    words: str
    tickets: list[ListedTicket]


def build_found(by: Actor, now: datetime, *, words: str) -> FoundPage:
    """What a person looks for in the tickets that they may see. At most five queries."""
    return FoundPage(words, [listed(row) for row in search(by, words, now=now, most=PAGE)])


def _name(at: datetime, ticket_id: int) -> str:
    """A row's place in the list, fit for an address."""
    return f"{at.timestamp():.6f}_{ticket_id}"


def _position(name: str) -> tuple[datetime, int] | None:
    at, _, ticket_id = name.partition("_")
    try:
        # No id has more digits than a database's integers.
        return datetime.fromtimestamp(float(at), UTC), int(ticket_id[:18])
    except (ValueError, OverflowError, OSError):
        return None
