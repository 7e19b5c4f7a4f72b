"""What happened to tickets. `ticket_id` is for reactions, `number` is what people read."""

from dataclasses import dataclass

from pointdesk.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class TicketOpened(Event):
    """An issue was opened, `via` web, email, phone or api; `follows` is the number of the earlier ticket, if any."""

    ticket_id: int
    number: int
    customer_id: int
    line_id: int
    requester_id: int | None
    via: str
    follows: int | None


@dataclass(frozen=True, kw_only=True)
class MessageAdded(Event):
    """Something was said that the customer reads; `author` is an ActorKind. `automatic`: out of office and the like,
    which nobody answers by machine (P24)."""

    ticket_id: int
    number: int
    customer_id: int
    message_id: int
    author: str
    automatic: bool


@dataclass(frozen=True, kw_only=True)
class NoteAdded(Event):
    """Staff wrote a private note. An event of its own, so that no reaction to messages can ever show it."""

    ticket_id: int
    number: int
    note_id: int


@dataclass(frozen=True, kw_only=True)
class TicketAssigned(Event):
    """The ticket is now `assignee_id`'s (a user), or nobody's; before it was `from_id`'s."""

    ticket_id: int
    number: int
    assignee_id: int | None
    from_id: int | None


@dataclass(frozen=True, kw_only=True)
class TicketHeld(Event):
    """Staff put the ticket on hold: it waits for something that is neither the customer nor points."""

    ticket_id: int
    number: int
    customer_id: int


@dataclass(frozen=True, kw_only=True)
class TicketResumed(Event):
    """Work on a held ticket goes on."""

    ticket_id: int
    number: int
    customer_id: int


@dataclass(frozen=True, kw_only=True)
class TicketSolved(Event):
    """Staff call the ticket solved at `price` points, `charged` of them taken so far; the clock of P16 runs."""

    ticket_id: int
    number: int
    customer_id: int
    price: int
    charged: int


@dataclass(frozen=True, kw_only=True)
class TicketClosed(Event):
    """The ticket is closed and cost `charged` points."""

    ticket_id: int
    number: int
    customer_id: int
    charged: int


@dataclass(frozen=True, kw_only=True)
class TicketReopened(Event):
    """The ticket is open again, from `was` (solved or closed); that costs nothing (P16)."""

    ticket_id: int
    number: int
    customer_id: int
    was: str


@dataclass(frozen=True, kw_only=True)
class TicketSplit(Event):
    """A second issue, with `messages` of the conversation, now has a ticket of its own."""

    ticket_id: int
    number: int
    customer_id: int
    new_ticket_id: int
    new_number: int
    messages: int


@dataclass(frozen=True, kw_only=True)
class TicketsMerged(Event):
    """Two tickets were one issue: the work goes on in `into`, what the other one cost was returned (ruling 22)."""

    ticket_id: int
    number: int
    customer_id: int
    into_id: int
    into: int


@dataclass(frozen=True, kw_only=True)
class MergeUndone(Event):
    """A merge was taken back: ticket `number` stands on its own again, with its former price to pay."""

    ticket_id: int
    number: int
    customer_id: int
    into_id: int
    into: int


@dataclass(frozen=True, kw_only=True)
class TicketsLinked(Event):
    """Staff noted that two tickets have to do with each other."""

    ticket_id: int
    other_id: int


@dataclass(frozen=True, kw_only=True)
class TicketsUnlinked(Event):
    """Staff took such a note back."""

    ticket_id: int
    other_id: int
