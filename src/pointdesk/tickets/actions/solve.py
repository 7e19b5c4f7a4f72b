from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.charges.queries import charge_view, may_solve
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.outbox.actions import publish
from pointdesk.tickets.actions._writing import message_asked_before, move_on, request, say
from pointdesk.tickets.errors import TicketUnpriced
from pointdesk.tickets.events import TicketSolved
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.permissions import may_work
from pointdesk.tickets.queries import locked_ticket, require_open
from pointdesk.tickets.rules import Move, Via, WorkState, body_of, via_of


def solve(
    *, ticket_id: int, by: Actor, now: datetime, body: str = "", via: str = Via.WEB, key: str | None = None
) -> Ticket:
    """Call a ticket solved, with a last word or without: the customer is told what it cost, and the clock of P16 runs.

    Solving a solved ticket without a word changes nothing; with one it starts the clock anew. The same `key` and word
    on one ticket again changes nothing.

    Raises NotAllowed, NotFound, InvalidInput, TicketUnpriced (ruling 19), TicketMerged, TicketClosed,
    SameKeyOtherRequest.
    """
    if not may_work(by):
        raise NotAllowed("solve")
    body, came_via = body_of(body, least=0), via_of(via)
    asked = request("solve", key, body=body, via=via)
    with writing():
        ticket = locked_ticket(ticket_id, by=by)
        if message_asked_before(ticket, asked):
            return ticket
        require_open(ticket)
        if not body and ticket.state == WorkState.SOLVED:
            return ticket
        if not may_solve(ticket.charge_id):
            raise TicketUnpriced(ticket=ticket.number)
        if body:
            say(ticket, body, by=by, now=now, via=came_via, asked=asked)
        move_on(ticket, Move.SOLVE, now=now)
        charge = charge_view(ticket.charge_id, now=now)
        record("solve", by=by, subject=("ticket", ticket.number), now=now, data={"price": charge.price})
        publish(
            TicketSolved(
                ticket_id=ticket.pk, number=ticket.number, customer_id=ticket.customer_id, price=charge.price or 0,
                charged=charge.charged,
            ),
            now=now,
        )  # fmt: skip
    return ticket
