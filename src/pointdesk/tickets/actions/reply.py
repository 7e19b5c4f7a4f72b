from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor, ActorKind
from pointdesk.kit.errors import NotAllowed
from pointdesk.tickets.actions._writing import message_asked_before, move_on, request, say
from pointdesk.tickets.models import Message
from pointdesk.tickets.permissions import may_speak
from pointdesk.tickets.queries import locked_survivor, require_open
from pointdesk.tickets.rules import Move, Via, body_of, via_of


def reply(
    *, ticket_id: int, body: str, by: Actor, now: datetime, via: str = Via.WEB, automatic: bool = False,
    key: str | None = None,
) -> Message:  # fmt: skip
    """Say something on a ticket. A customer's answer brings the ticket back to the staff, also from *solved*; an answer
    of staff makes it wait for the customer.

    An `automatic` message (out of office, bounce, list) is kept, on a closed ticket too, and moves nothing (P24): it
    neither reopens nor stops the clock of the automatic close. What is said to a merged ticket goes to its survivor.
    The same `key` and body on one ticket again gives the first message and writes nothing.

    Raises NotFound, NotAllowed, InvalidInput, TicketClosed (reopen it, with these words), SameKeyOtherRequest.
    """
    if not may_speak(by):
        raise NotAllowed("reply")
    body, came_via = body_of(body), via_of(via)
    asked = request("reply", key, body=body, via=via, automatic=automatic)
    with writing():
        ticket = locked_survivor(ticket_id, by=by)
        if earlier := message_asked_before(ticket, asked):
            return earlier
        if not automatic:
            require_open(ticket)
        message = say(ticket, body, by=by, now=now, via=came_via, automatic=automatic, asked=asked)
        if not automatic:
            move_on(ticket, Move.CUSTOMER_WRITES if by.kind is ActorKind.PERSON else Move.STAFF_WRITES, now=now)
        record(
            "reply", by=by, subject=("ticket", ticket.number), now=now,
            data={"message": message.pk, "automatic": automatic},
        )  # fmt: skip
    return message
