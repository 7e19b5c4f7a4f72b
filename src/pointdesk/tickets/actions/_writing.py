"""What several verbs write in the same way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pointdesk.charges.rules import fingerprint, key_of
from pointdesk.files.actions import store_file
from pointdesk.files.models import StoredFile
from pointdesk.kit.actors import Actor
from pointdesk.ledger.errors import SameKeyOtherRequest
from pointdesk.outbox.actions import publish
from pointdesk.tickets.events import MessageAdded
from pointdesk.tickets.models import WORDS, Message, MessageFile, Ticket, TicketNumber, scope_of
from pointdesk.tickets.rules import FIRST_NUMBER, Attachment, Fact, MessageKind, Move, Via, WorkState, after


@dataclass(frozen=True)
class Request:
    """An idempotency key and a digest of what was asked under it; an empty key where nobody repeats the request."""

    key: str = ""
    digest: str = ""


UNKEYED = Request()


def request(verb: str, key: str | None, **body: object) -> Request:
    """The request under a key, or UNKEYED. Raises InvalidInput("key", …)."""
    return UNKEYED if key is None else Request(key=key_of(key), digest=fingerprint(verb, body))


def next_number() -> int:
    """A number for a new ticket, unlike all others."""
    return FIRST_NUMBER - 1 + TicketNumber.objects.create().pk


def move_on(ticket: Ticket, move: Move, *, now: datetime) -> None:
    """Lead a locked ticket to the state after a move, with the moments that belong to it, and save them."""
    ticket.state = after(move, ticket.work).value
    if ticket.state == WorkState.SOLVED:
        ticket.solved_at = now
    elif ticket.state == WorkState.CLOSED:
        ticket.closed_at = now
    else:
        ticket.solved_at = ticket.closed_at = None
    ticket.active_at = now
    ticket.save(update_fields=["state", "solved_at", "closed_at", "active_at"])


def message_asked_before(ticket: Ticket, asked: Request) -> Message | None:
    """What the same request on a locked ticket gave the first time. Raises SameKeyOtherRequest."""
    earlier = Message.objects.filter(ticket=ticket, request_key=asked.key).first() if asked.key else None
    if earlier is not None and earlier.request_digest != asked.digest:
        raise SameKeyOtherRequest(key=asked.key)
    return earlier


def ticket_asked_before(customer_id: int, asked: Request) -> Ticket | None:
    """The ticket that the same request of a customer opened the first time. Raises SameKeyOtherRequest."""
    earlier = Ticket.objects.filter(customer_id=customer_id, request_key=asked.key).first() if asked.key else None
    if earlier is not None and earlier.request_digest != asked.digest:
        raise SameKeyOtherRequest(key=asked.key)
    return earlier


def store_files(files: Sequence[Attachment], *, by: Actor, now: datetime) -> list[StoredFile]:
    """Store the files that come with a message, before anything else is written. Raises EmptyFile, FileTooLarge."""
    return [store_file(name=file.name, content=file.content, by=by, now=now) for file in files]


def say(
    ticket: Ticket, text: str, *, by: Actor, now: datetime, via: Via, automatic: bool = False, asked: Request = UNKEYED,
    files: Sequence[StoredFile] = (),
) -> Message:  # fmt: skip
    """Add something that the customer reads to a locked ticket, with its files, and announce it."""
    message = add_line(
        ticket, MessageKind.MESSAGE, by=by, now=now, asked=asked, files=files, body=text, via=via.value,
        automatic=automatic,
    )  # fmt: skip
    publish(
        MessageAdded(
            ticket_id=ticket.pk, number=ticket.number, customer_id=ticket.customer_id, message_id=message.pk,
            author=by.kind.value, automatic=automatic,
        ),
        now=now,
    )  # fmt: skip
    return message


def state_fact(ticket: Ticket, fact: Fact, *, other: int, by: Actor, now: datetime, **data: int) -> None:
    """Add a fact line to a ticket's conversation; `other` is the number of the ticket at the other end."""
    add_line(ticket, MessageKind.FACT, by=by, now=now, fact=fact.value, data={"ticket": other, **data})


def add_line(
    ticket: Ticket, kind: MessageKind, *, by: Actor, now: datetime, asked: Request = UNKEYED,
    files: Sequence[StoredFile] = (), **fields: Any,
) -> Message:  # fmt: skip
    """Add a line of any kind, with its author and its files."""
    message = Message.objects.create(
        ticket=ticket, kind=kind.value, author_kind=by.kind.value, author_id=by.id, author_label=by.label[:200], at=now,
        request_key=asked.key, request_digest=asked.digest, **fields,
    )  # fmt: skip
    if files:
        MessageFile.objects.bulk_create(MessageFile(message=message, file=file) for file in files)
    put_words(message, ticket)
    return message


def put_words(message: Message, ticket: Ticket) -> None:
    """Index a line for search, anew where it has come to another ticket or the ticket to another customer. Facts say
    nothing that anybody looks for."""
    if message.kind == MessageKind.FACT.value:
        return
    scopes = () if message.is_note else (scope_of(ticket.customer_id),)
    WORDS.put(message.pk, f"{ticket.number} {ticket.subject} {message.body}", scopes=scopes)
