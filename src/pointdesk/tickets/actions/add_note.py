from collections.abc import Sequence
from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.outbox.actions import publish
from pointdesk.tickets.actions._writing import add_line, message_asked_before, request, store_files
from pointdesk.tickets.events import NoteAdded
from pointdesk.tickets.models import Message
from pointdesk.tickets.permissions import may_note
from pointdesk.tickets.queries import locked_survivor
from pointdesk.tickets.rules import Attachment, MessageKind, attachments_of, body_of


def add_note(
    *, ticket_id: int, body: str, by: Actor, now: datetime, key: str | None = None, files: Sequence[Attachment] = ()
) -> Message:
    """Write a private note, which no customer ever sees. Closed tickets take notes too; nothing else changes.

    The same `key`, body and names of `files` on one ticket again give the first note and write nothing.

    Raises NotAllowed, NotFound, InvalidInput, SameKeyOtherRequest, EmptyFile, FileTooLarge.
    """
    if not may_note(by):
        raise NotAllowed("add_note")
    body, brought = body_of(body), attachments_of(files)
    asked = request("add_note", key, body=body, files=[file.name for file in brought])
    with writing():
        ticket = locked_survivor(ticket_id, by=by)
        if earlier := message_asked_before(ticket, asked):
            return earlier
        stored = store_files(brought, by=by, now=now)
        note = add_line(ticket, MessageKind.NOTE, by=by, now=now, asked=asked, files=stored, body=body)
        record("add_note", by=by, subject=("ticket", ticket.number), now=now, data={"note": note.pk})
        publish(NoteAdded(ticket_id=ticket.pk, number=ticket.number, note_id=note.pk), now=now)
    return note
