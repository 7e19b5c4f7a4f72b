from pointdesk.tickets.models.message import Message, MessageFile, MessageQuerySet
from pointdesk.tickets.models.ticket import Ticket, TicketLink, TicketNumber, TicketQuerySet
from pointdesk.tickets.models.words import WORDS, scope_of

__all__ = [
    "WORDS",
    "Message",
    "MessageFile",
    "MessageQuerySet",
    "Ticket",
    "TicketLink",
    "TicketNumber",
    "TicketQuerySet",
    "scope_of",
]
