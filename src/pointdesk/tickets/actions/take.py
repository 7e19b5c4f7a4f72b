from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.tickets.actions.assign import assign
from pointdesk.tickets.errors import TicketTaken
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.permissions import may_work
from pointdesk.tickets.queries import locked_ticket


def take(*, ticket_id: int, by: Actor, now: datetime) -> Ticket:
    """Take a ticket that nobody has; of two agents at the same moment one gets it. Taking one's own changes nothing.

    Raises NotAllowed, NotFound, TicketTaken (by whom), TicketMerged, TicketClosed.
    """
    if not may_work(by):
        raise NotAllowed("take")
    with writing():
        ticket = locked_ticket(ticket_id, by=by)
        if ticket.assignee is not None and ticket.assignee_id != by.number:
            raise TicketTaken(ticket=ticket.number, assignee=str(ticket.assignee))
        return assign(ticket_id=ticket_id, assignee_id=by.number, by=by, now=now)
