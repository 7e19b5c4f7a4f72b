from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.bugs.events import BugVerdictReversed
from pointdesk.bugs.permissions import may_link
from pointdesk.bugs.queries import bugs_of, locked_bug
from pointdesk.bugs.rules import is_ours
from pointdesk.charges import actions as charges
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.outbox.actions import publish
from pointdesk.tickets.models import Ticket


def follow_undone_merge(*, ticket_id: int, former_id: int, by: Actor, now: datetime) -> None:
    """The two were two issues after all: what was free only for the bug of the ticket `former_id`, which was merged
    into it, has the price of its own again. The ticket that left keeps its bugs.

    Changes nothing where a confirmed bug of its own, or of another ticket merged into it, makes it free; where it is
    closed (a closed price only falls); or where this was done before. Raises NotAllowed, NotFound.
    """
    if not may_link(by):
        raise NotAllowed("follow_undone_merge")
    with writing():
        left = [locked_bug(bug.pk).verdict for bug in bugs_of(former_id)]
        ticket = Ticket.objects.filter(id=ticket_id).select_related("charge").first()
        if ticket is None:
            raise NotFound(kind="ticket", ref=str(ticket_id))
        stays = any(is_ours(bug.verdict) for bug in bugs_of(ticket_id))
        if stays or not any(is_ours(verdict) for verdict in left):
            return
        if not ticket.charge.is_bug or ticket.charge.settled_at is not None:
            return
        charges.clear_bug(charge_id=ticket.charge_id, by=by, now=now)
        record("follow_undone_merge", by=by, subject=("ticket", ticket.number), now=now, data={"from": former_id})
        publish(BugVerdictReversed(ticket_id=ticket.pk, number=ticket.number, customer_id=ticket.customer_id), now=now)
