from pointdesk.tickets.queries.conversation import (
    AttachedFile,
    ConversationLine,
    conversation_for_customer,
    conversation_for_staff,
)
from pointdesk.tickets.queries.due import solved_tickets_before
from pointdesk.tickets.queries.file import file_for
from pointdesk.tickets.queries.links import linked_numbers
from pointdesk.tickets.queries.locked import (
    locked_survivor,
    locked_ticket,
    locked_tickets,
    reopen_until,
    require_open,
    require_standing,
)
from pointdesk.tickets.queries.ticket import family_of, shown, ticket_for
from pointdesk.tickets.queries.ticket_list import TicketFilter, TicketRow, ticket_list
from pointdesk.tickets.queries.titles import titles

__all__ = [
    "AttachedFile",
    "ConversationLine",
    "TicketFilter",
    "TicketRow",
    "conversation_for_customer",
    "conversation_for_staff",
    "family_of",
    "file_for",
    "linked_numbers",
    "locked_survivor",
    "locked_ticket",
    "locked_tickets",
    "reopen_until",
    "require_open",
    "require_standing",
    "shown",
    "solved_tickets_before",
    "ticket_for",
    "ticket_list",
    "titles",
]
