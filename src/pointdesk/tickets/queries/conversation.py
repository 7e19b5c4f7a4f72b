from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from pointdesk.files.models import StoredFile
from pointdesk.kit.actors import ActorKind
from pointdesk.tickets.models import Message, MessageFile, MessageQuerySet
from pointdesk.tickets.queries.ticket import family_of
from pointdesk.tickets.rules import Fact, MessageKind


@dataclass(frozen=True)
class AttachedFile:
    """A file of a line; `file_for` gives its content to whoever may have it. `size` in bytes."""

    id: int
    name: str
    size: int
    content_type: str


@dataclass(frozen=True)
class ConversationLine:
    """One line as it is read. `ticket` is the number of the ticket it was written to: another one's after a merge."""

    id: int
    ticket: int
    kind: MessageKind
    author_kind: ActorKind
    author_id: str
    author: str
    via: str
    body: str
    fact: Fact | None
    data: dict[str, Any]
    automatic: bool
    at: datetime
    files: tuple[AttachedFile, ...]


def conversation_for_staff(
    ticket_id: int, *, after: tuple[datetime, int] | None = None, limit: int | None = None
) -> list[ConversationLine]:
    """All lines of a ticket and of those merged into it, private notes among them, oldest first. Three queries.

    A page begins `after` the moment and id of the last line seen.
    """
    return _lines(Message.objects.filter(ticket__in=family_of(ticket_id)).after(after), limit)


def conversation_for_customer(
    ticket_id: int, *, after: tuple[datetime, int] | None = None, limit: int | None = None
) -> list[ConversationLine]:
    """As `conversation_for_staff`, without private notes."""
    return _lines(Message.objects.filter(ticket__in=family_of(ticket_id)).for_customer().after(after), limit)


def _lines(messages: MessageQuerySet, limit: int | None) -> list[ConversationLine]:
    files = Prefetch("files", MessageFile.objects.select_related("file").order_by("id"))
    rows = messages.select_related("ticket").prefetch_related(files).order_by("at", "id")
    return [
        ConversationLine(
            id=row.pk, ticket=row.ticket.number, kind=MessageKind(row.kind), author_kind=ActorKind(row.author_kind),
            author_id=row.author_id, author=row.author_label, via=row.via, body=row.body,
            fact=Fact(row.fact) if row.fact else None, data=row.data, automatic=row.automatic, at=row.at,
            files=tuple(_attached(kept.file) for kept in row.files.all()),
        )
        for row in rows[:limit]
    ]  # fmt: skip


def _attached(file: StoredFile) -> AttachedFile:
    return AttachedFile(id=file.pk, name=file.name, size=file.size, content_type=file.content_type)
