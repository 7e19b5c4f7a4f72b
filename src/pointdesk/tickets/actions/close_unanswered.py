from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import SYSTEM
from pointdesk.tickets.actions._closing import close_locked
from pointdesk.tickets.queries import locked_tickets
from pointdesk.tickets.rules import WorkState, solved_before
from pointdesk.vendor.queries import policies


def close_unanswered(*, ticket_id: int, now: datetime) -> bool:
    """Close a solved ticket that nobody answered within the days of P16; whether it was so, judged under the lock.

    Raises NotFound.
    """
    with writing():
        (ticket,) = locked_tickets([ticket_id], by=SYSTEM)
        policy = policies()
        before = solved_before(now, auto_close_days=policy.auto_close_days, zone=policy.zone)
        due = ticket.state == WorkState.SOLVED and ticket.solved_at is not None and ticket.solved_at < before
        if due and ticket.merged_into_id is None:
            close_locked(ticket, "close_unanswered", by=SYSTEM, now=now)
            return True
    return False
