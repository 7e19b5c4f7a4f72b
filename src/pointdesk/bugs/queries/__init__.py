from pointdesk.bugs.queries.locked import locked_bug
from pointdesk.bugs.queries.patches import PatchRow, patches_of
from pointdesk.bugs.queries.register import bug_for, bugs_for, patches_for
from pointdesk.bugs.queries.tickets import bugs_of, merged_tickets_of, ticket_counts, tickets_of

__all__ = [
    "PatchRow",
    "bug_for",
    "bugs_for",
    "bugs_of",
    "locked_bug",
    "merged_tickets_of",
    "patches_for",
    "patches_of",
    "ticket_counts",
    "tickets_of",
]
