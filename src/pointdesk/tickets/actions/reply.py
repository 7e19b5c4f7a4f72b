from collections.abc import Sequence
from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor, ActorKind
from pointdesk.kit.errors import NotAllowed
from pointdesk.tickets.actions._writing import message_asked_before, move_on, request, say, store_files
from pointdesk.tickets.models import Message
from pointdesk.tickets.permissions import may_speak
from pointdesk.tickets.queries import locked_survivor, require_open, require_read
from pointdesk.tickets.rules import Attachment, Move, Via, attachments_of, body_of, via_of


def reply(
    *, ticket_id: int, body: str, by: Actor, now: datetime, via: str = Via.WEB, automatic: bool = False,
    key: str | None = None, files: Sequence[Attachment] = (), seen: int | None = None,
) -> Message:  # fmt: skip
    """Say something on a ticket. A customer's answer brings the ticket back to the staff, also from *solved*; an answer
    of staff makes it wait for the customer.

    An `automatic` message (out of office, bounce, list) is kept, on a closed ticket too, and moves nothing (P24): it
    neither reopens nor stops the clock of the automatic close. What is said to a merged ticket goes to its survivor.
    The same `key`, body and names of `files` on one ticket again give the first message and write nothing. `seen` is
    the id of the last line that the writer has read: where somebody else has written since, nothing is sent.

    Raises NotFound, NotAllowed, InvalidInput, TicketClosed (reopen it, with these words), ThreadChanged,
    SameKeyOtherRequest, EmptyFile, FileTooLarge.
    """
    if not may_speak(by):
        raise NotAllowed("reply")
    body, came_via, brought = body_of(body), via_of(via), attachments_of(files)
    names = [file.name for file in brought]
    asked = request("reply", key, body=body, via=via, automatic=automatic, files=names)
    with writing():
        ticket = locked_survivor(ticket_id, by=by)
        if earlier := message_asked_before(ticket, asked):
            return earlier
        if not automatic:
            require_open(ticket)
        if seen is not None:
            require_read(ticket, seen, by=by)
        stored = store_files(brought, by=by, now=now)
        message = say(ticket, body, by=by, now=now, via=came_via, automatic=automatic, asked=asked, files=stored)
        if not automatic:
            move_on(ticket, Move.CUSTOMER_WRITES if by.kind is ActorKind.PERSON else Move.STAFF_WRITES, now=now)
        record(
            "reply", by=by, subject=("ticket", ticket.number), now=now,
            data={"message": message.pk, "automatic": automatic, "files": len(stored)},
        )  # fmt: skip
    return message
