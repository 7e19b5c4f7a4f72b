from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput, NotAllowed
from pointdesk.outbox.actions import publish
from pointdesk.tickets.events import TicketsLinked
from pointdesk.tickets.models import TicketLink
from pointdesk.tickets.permissions import may_work
from pointdesk.tickets.queries import locked_tickets


def link(*, ticket_id: int, other_id: int, by: Actor, now: datetime) -> None:
    """Note, for staff only, that two tickets have to do with each other, of whichever customers. Again changes nothing.

    Raises NotAllowed, NotFound, InvalidInput("other", "same_ticket").
    """
    if not may_work(by):
        raise NotAllowed("link")
    if ticket_id == other_id:
        raise InvalidInput(field="other", problem="same_ticket")
    with writing():
        low, high = locked_tickets(sorted([ticket_id, other_id]), by=by)
        if TicketLink.objects.filter(low=low, high=high).exists():
            return
        TicketLink.objects.create(low=low, high=high, linked_at=now)
        record("link", by=by, subject=("ticket", low.number), now=now, data={"other": high.number})
        publish(TicketsLinked(ticket_id=low.pk, other_id=high.pk), now=now)
