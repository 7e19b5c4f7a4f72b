"""The recurring job of the room."""

from datetime import datetime

from pointdesk.tickets.actions import close_unanswered
from pointdesk.tickets.queries import solved_tickets_before
from pointdesk.tickets.rules import solved_before
from pointdesk.vendor.queries import policies


def close_solved(now: datetime) -> None:
    """Close what was solved and not answered for the days of P16, each ticket in its own transaction.

    Running it again, or twice at once, changes nothing more.
    """
    policy = policies()
    before = solved_before(now, auto_close_days=policy.auto_close_days, zone=policy.zone)
    for ticket_id in solved_tickets_before(before):
        close_unanswered(ticket_id=ticket_id, now=now)
