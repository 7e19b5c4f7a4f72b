from dataclasses import dataclass
from datetime import datetime

from pointdesk.kit.actors import Actor
from pointdesk.tickets.queries import TicketRow, ticket_list


@dataclass(frozen=True)
class HomePage:
    """What a person sees first."""

    tickets: list[TicketRow]


def build_home(by: Actor, now: datetime) -> HomePage:
    """The page of a customer's person."""
    return HomePage(tickets=ticket_list(by, now=now))
