from datetime import datetime

from pointdesk.kit.actors import Actor, ActorKind
from pointdesk.tickets.models import WORDS, Message, Ticket, scope_of
from pointdesk.tickets.queries.ticket_list import TicketRow, tickets_in_order

MOST_LINES = 200
"""So many of the latest lines that match are looked at: several of them may be of one ticket."""

LONGEST_NUMBER = 9
"""Digits of a ticket's number; more of them are words like any other."""


def search(by: Actor, words: str, *, now: datetime, most: int = 25) -> list[TicketRow]:
    """The tickets in which somebody has written all the words (the last one may be only its beginning), counting their
    number and subject, latest words first. A number finds its ticket first.

    Staff find private notes too; a person finds what they may see, a ticket that was merged in its survivor. At most
    five queries.
    """
    found = dict.fromkeys([*_of_number(by, words), *_with_words(by, words)])
    return tickets_in_order(by, list(found), now=now)[:most]


def _of_number(by: Actor, words: str) -> list[int]:
    digits = words.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST_NUMBER):
        return []
    tickets = Ticket.objects.visible_to(by).filter(number=int(digits)).values_list("merged_into_id", "id")
    return [survivor or own for survivor, own in tickets]


def _with_words(by: Actor, words: str) -> list[int]:
    if by.kind is ActorKind.PERSON and by.customer_id is not None:
        lines = WORDS.find(words, scope=scope_of(by.customer_id), most=MOST_LINES)
    elif by.kind in (ActorKind.STAFF, ActorKind.SYSTEM):
        lines = WORDS.find(words, most=MOST_LINES)
    else:
        return []
    if not lines:
        return []
    written = Message.objects.filter(id__in=lines).order_by("-id")
    tickets = written.values_list("ticket__merged_into_id", "ticket_id")
    return [survivor or own for survivor, own in tickets]
