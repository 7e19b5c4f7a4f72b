from pointdesk.tickets.models.message import Message, MessageQuerySet
from pointdesk.tickets.models.ticket import Ticket, TicketLink, TicketNumber, TicketQuerySet

__all__ = ["Message", "MessageQuerySet", "Ticket", "TicketLink", "TicketNumber", "TicketQuerySet"]
