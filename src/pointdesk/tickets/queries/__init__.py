from pointdesk.tickets.queries.conversation import (
    AttachedFile,
    ConversationLine,
    conversation_for_customer,
    conversation_for_staff,
)
from pointdesk.tickets.queries.due import solved_tickets_before
from pointdesk.tickets.queries.file import file_for
from pointdesk.tickets.queries.links import Relations, linked_numbers, relations_of
from pointdesk.tickets.queries.locked import (
    locked_survivor,
    locked_ticket,
    locked_tickets,
    reopen_until,
    require_open,
    require_read,
    require_standing,
)
from pointdesk.tickets.queries.readers import readers_of
from pointdesk.tickets.queries.search import search
from pointdesk.tickets.queries.ticket import family_of, shown, ticket_for
from pointdesk.tickets.queries.ticket_list import (
    TicketFilter,
    TicketRow,
    ticket_counts,
    ticket_list,
    tickets_in_order,
)
from pointdesk.tickets.queries.titles import titles

__all__ = [
    "AttachedFile",
    "ConversationLine",
    "Relations",
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
    "readers_of",
    "relations_of",
    "reopen_until",
    "require_open",
    "require_read",
    "require_standing",
    "search",
    "shown",
    "solved_tickets_before",
    "ticket_counts",
    "ticket_for",
    "ticket_list",
    "tickets_in_order",
    "titles",
]
