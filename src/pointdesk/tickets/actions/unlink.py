from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.outbox.actions import publish
from pointdesk.tickets.events import TicketsUnlinked
from pointdesk.tickets.models import TicketLink
from pointdesk.tickets.permissions import may_work
from pointdesk.tickets.queries import locked_tickets


def unlink(*, ticket_id: int, other_id: int, by: Actor, now: datetime) -> None:
    """Take the note of a link back; where there is none nothing changes. Raises NotAllowed, NotFound."""
    if not may_work(by):
        raise NotAllowed("unlink")
    with writing():
        low, high = locked_tickets(sorted([ticket_id, other_id]), by=by)
        taken_back, _ = TicketLink.objects.filter(low=low, high=high).delete()
        if taken_back:
            record("unlink", by=by, subject=("ticket", low.number), now=now, data={"other": high.number})
            publish(TicketsUnlinked(ticket_id=low.pk, other_id=high.pk), now=now)
