from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.outbox.actions import publish
from pointdesk.tickets.actions._writing import add_line, message_asked_before, request
from pointdesk.tickets.events import NoteAdded
from pointdesk.tickets.models import Message
from pointdesk.tickets.permissions import may_work
from pointdesk.tickets.queries import locked_survivor
from pointdesk.tickets.rules import MessageKind, body_of


def add_note(*, ticket_id: int, body: str, by: Actor, now: datetime, key: str | None = None) -> Message:
    """Write a private note, which no customer ever sees. Closed tickets take notes too; nothing else changes.

    The same `key` and body on one ticket again gives the first note and writes nothing.

    Raises NotAllowed, NotFound, InvalidInput, SameKeyOtherRequest.
    """
    if not may_work(by):
        raise NotAllowed("add_note")
    body = body_of(body)
    asked = request("add_note", key, body=body)
    with writing():
        ticket = locked_survivor(ticket_id, by=by)
        if earlier := message_asked_before(ticket, asked):
            return earlier
        note = add_line(ticket, MessageKind.NOTE, by=by, now=now, asked=asked, body=body)
        record("add_note", by=by, subject=("ticket", ticket.number), now=now, data={"note": note.pk})
        publish(NoteAdded(ticket_id=ticket.pk, number=ticket.number, note_id=note.pk), now=now)
    return note
