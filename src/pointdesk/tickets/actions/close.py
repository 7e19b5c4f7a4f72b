from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.tickets.actions._closing import close_locked
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.permissions import may_speak
from pointdesk.tickets.queries import locked_ticket
from pointdesk.tickets.rules import WorkState


def close(*, ticket_id: int, by: Actor, now: datetime, reason: str = "") -> Ticket:
    """Close a ticket at once, by the customer or by staff: an open offer and a waiting price are withdrawn, and the
    price is what was charged (ruling 19). Staff give a `reason` where a price was due and nothing was charged.

    Closing a closed ticket changes nothing. Raises NotAllowed, NotFound, TicketMerged, InvalidInput("reason", …).
    """
    if not may_speak(by):
        raise NotAllowed("close")
    with writing():
        ticket = locked_ticket(ticket_id, by=by)
        if ticket.state != WorkState.CLOSED:
            close_locked(ticket, "close", by=by, now=now, reason=reason)
    return ticket
