"""The close that a person asks for and the one that comes by itself."""

from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.charges.actions import settle
from pointdesk.kit.actors import Actor
from pointdesk.outbox.actions import publish
from pointdesk.tickets.actions._writing import move_on
from pointdesk.tickets.events import TicketClosed
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.rules import Move


def close_locked(ticket: Ticket, verb: str, *, by: Actor, now: datetime, reason: str = "") -> None:
    """Settle the charge of a locked ticket that is not closed, and close it (ruling 19)."""
    charge = settle(charge_id=ticket.charge_id, by=by, now=now, reason=reason)
    move_on(ticket, Move.CLOSE, now=now)
    record(verb, by=by, subject=("ticket", ticket.number), now=now, data={"charged": charge.charged})
    publish(
        TicketClosed(ticket_id=ticket.pk, number=ticket.number, customer_id=ticket.customer_id, charged=charge.charged),
        now=now,
    )
