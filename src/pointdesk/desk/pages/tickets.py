from dataclasses import dataclass
from datetime import datetime

from pointdesk.kit.actors import Actor
from pointdesk.tickets.queries import TicketRow, ticket_list


@dataclass(frozen=True)
class ListPage:
    """A list of tickets as staff read it."""

    tickets: list[TicketRow]


def build_list(by: Actor, now: datetime) -> ListPage:
    """The tickets that a member of staff may see."""
    return ListPage(tickets=ticket_list(by, now=now))
