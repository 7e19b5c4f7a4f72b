from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pointdesk.kit.actors import ActorKind
from pointdesk.tickets.models import Message, MessageQuerySet
from pointdesk.tickets.rules import Fact, MessageKind


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


def conversation_for_staff(
    ticket_id: int, *, after: tuple[datetime, int] | None = None, limit: int | None = None
) -> list[ConversationLine]:
    """All lines of a ticket and of those merged into it, private notes among them, oldest first, in one query.

    A page begins `after` the moment and id of the last line seen.
    """
    return _lines(Message.objects.of_family(ticket_id).after(after), limit)


def conversation_for_customer(
    ticket_id: int, *, after: tuple[datetime, int] | None = None, limit: int | None = None
) -> list[ConversationLine]:
    """As `conversation_for_staff`, without private notes."""
    return _lines(Message.objects.of_family(ticket_id).for_customer().after(after), limit)


def _lines(messages: MessageQuerySet, limit: int | None) -> list[ConversationLine]:
    rows = messages.select_related("ticket").order_by("at", "id")
    return [
        ConversationLine(
            id=row.pk, ticket=row.ticket.number, kind=MessageKind(row.kind), author_kind=ActorKind(row.author_kind),
            author_id=row.author_id, author=row.author_label, via=row.via, body=row.body,
            fact=Fact(row.fact) if row.fact else None, data=row.data, automatic=row.automatic, at=row.at,
        )
        for row in rows[:limit]
    ]  # fmt: skip
