from datetime import datetime

from pointdesk.accounts.models import User
from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor, Role
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.outbox.actions import publish
from pointdesk.tickets.events import TicketAssigned
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.permissions import may_work
from pointdesk.tickets.queries import locked_ticket, require_open
from pointdesk.tickets.rules import Move, after


def assign(*, ticket_id: int, assignee_id: int | None, by: Actor, now: datetime) -> Ticket:
    """Give a ticket to an agent or manager (a user's id), or to nobody with None. A new ticket becomes open.

    Assigning to the present assignee changes nothing. Raises NotAllowed, NotFound (ticket or staff), TicketMerged,
    TicketClosed.
    """
    if not may_work(by):
        raise NotAllowed("assign")
    with writing():
        ticket = locked_ticket(ticket_id, by=by)
        require_open(ticket)
        assignee = None if assignee_id is None else _agent(assignee_id)
        before = ticket.assignee_id
        if before == assignee_id:
            return ticket
        ticket.assignee = assignee
        if assignee is not None:
            ticket.state = after(Move.TAKE_UP, ticket.work).value
        ticket.save(update_fields=["assignee", "state"])
        record("assign", by=by, subject=("ticket", ticket.number), now=now, data={"from": before, "to": assignee_id})
        publish(
            TicketAssigned(ticket_id=ticket.pk, number=ticket.number, assignee_id=assignee_id, from_id=before), now=now
        )
    return ticket


def _agent(user_id: int) -> User:
    works = [Role.AGENT.value, Role.MANAGER.value]
    agent = User.objects.filter(id=user_id, is_active=True, staff_roles__role__in=works).distinct().first()
    if agent is None:
        raise NotFound(kind="staff", ref=str(user_id))
    return agent
