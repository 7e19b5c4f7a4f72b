from collections.abc import Sequence
from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.tickets.actions._closing import close_locked
from pointdesk.tickets.actions._writing import message_asked_before, request, say, store_files
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.permissions import may_speak
from pointdesk.tickets.queries import locked_ticket, require_open
from pointdesk.tickets.rules import Attachment, Via, WorkState, attachments_of, body_of, via_of


def close(
    *, ticket_id: int, by: Actor, now: datetime, reason: str = "", body: str = "", via: str = Via.WEB,
    key: str | None = None, files: Sequence[Attachment] = (),
) -> Ticket:  # fmt: skip
    """Close a ticket at once, by the customer or by staff, with a last word or without: an open offer and a waiting
    price are withdrawn, and the price is what was charged (ruling 19). Staff give a `reason` where a price was due and
    nothing was charged. `files` come with the word.

    Closing a closed ticket without a word changes nothing. The same `key` and word on one ticket again changes nothing.

    Raises NotAllowed, NotFound, TicketMerged, InvalidInput, TicketClosed (there is a word to it: reopen it first),
    SameKeyOtherRequest (of the word), EmptyFile, FileTooLarge.
    """
    if not may_speak(by):
        raise NotAllowed("close")
    body, came_via, brought = body_of(body, least=0), via_of(via), attachments_of(files)
    asked = request("close", key, body=body, via=via, files=[file.name for file in brought])
    with writing():
        ticket = locked_ticket(ticket_id, by=by)
        if message_asked_before(ticket, asked):
            return ticket
        if body:
            require_open(ticket)
        if ticket.state != WorkState.CLOSED:
            stored = store_files(brought, by=by, now=now) if body else []
            close_locked(ticket, "close", by=by, now=now, reason=reason)
            if body:
                say(ticket, body, by=by, now=now, via=came_via, asked=asked, files=stored)
    return ticket
