from dataclasses import dataclass
from datetime import datetime

from pointdesk.charges.queries import charge_view
from pointdesk.kit.actors import Actor
from pointdesk.tickets.queries import require_standing, ticket_for


@dataclass(frozen=True)
class ReviewPage:
    """A ticket whose price the customer wants reconsidered (P11)."""

    number: int
    subject: str
    charged: int


def build_review(by: Actor, now: datetime, *, number: int) -> ReviewPage:
    """The page on which one asks. Raises NotFound and TicketMerged."""
    ticket = ticket_for(by, number=number)
    require_standing(ticket)
    return ReviewPage(ticket.number, ticket.subject, charge_view(ticket.charge_id, now=now).charged)
