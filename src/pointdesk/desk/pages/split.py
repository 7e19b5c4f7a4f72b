from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

from pointdesk.tickets.models import Ticket
from pointdesk.tickets.queries import conversation_for_staff
from pointdesk.tickets.rules import MessageKind

LONGEST_GLIMPSE = 120


def movable_messages(ticket: Ticket) -> list[tuple[int, str]]:
    """The messages and notes that may move to a ticket of their own: id, and author, time and first words."""
    return [
        (line.id, f"{line.author}, {_when(line.at)}: {_glimpse(line.body)}")
        for line in conversation_for_staff(ticket.pk)
        if line.kind is not MessageKind.FACT and line.ticket == ticket.number
    ]


def _when(at: datetime) -> str:
    return date_format(localtime(at), "j E, H:i")


def _glimpse(body: str) -> str:
    words = " ".join(body.split())
    return words if len(words) <= LONGEST_GLIMPSE else f"{words[:LONGEST_GLIMPSE].rstrip()}…"
