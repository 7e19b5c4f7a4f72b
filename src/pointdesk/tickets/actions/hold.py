from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.outbox.actions import publish
from pointdesk.tickets.actions._writing import move_on
from pointdesk.tickets.events import TicketHeld
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.permissions import may_work
from pointdesk.tickets.queries import locked_ticket, require_open
from pointdesk.tickets.rules import Move, WorkState


def hold(*, ticket_id: int, by: Actor, now: datetime) -> Ticket:
    """Put a ticket on hold: it waits for something that is neither the customer nor points. Again changes nothing.

    Raises NotAllowed, NotFound, TicketMerged, TicketClosed.
    """
    if not may_work(by):
        raise NotAllowed("hold")
    with writing():
        ticket = locked_ticket(ticket_id, by=by)
        require_open(ticket)
        if ticket.state != WorkState.ON_HOLD:
            move_on(ticket, Move.HOLD, now=now)
            record("hold", by=by, subject=("ticket", ticket.number), now=now)
            publish(TicketHeld(ticket_id=ticket.pk, number=ticket.number, customer_id=ticket.customer_id), now=now)
    return ticket
