from pointdesk.bugs.queries.locked import locked_bug
from pointdesk.bugs.queries.register import bug_for, bugs_for, patches_for
from pointdesk.bugs.queries.tickets import bugs_of, merged_tickets_of, tickets_of

__all__ = ["bug_for", "bugs_for", "bugs_of", "locked_bug", "merged_tickets_of", "patches_for", "tickets_of"]
