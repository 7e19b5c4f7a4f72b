from pointdesk.tickets.models.message import Message, MessageFile, MessageQuerySet
from pointdesk.tickets.models.ticket import Ticket, TicketLink, TicketNumber, TicketQuerySet

__all__ = ["Message", "MessageFile", "MessageQuerySet", "Ticket", "TicketLink", "TicketNumber", "TicketQuerySet"]
