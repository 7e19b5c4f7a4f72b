from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.charges import actions as charges
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.outbox.actions import publish
from pointdesk.tickets.actions._writing import state_fact
from pointdesk.tickets.errors import NotMerged
from pointdesk.tickets.events import MergeUndone
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.permissions import may_work
from pointdesk.tickets.queries import locked_tickets
from pointdesk.tickets.rules import Fact


def undo_merge(*, ticket_id: int, by: Actor, now: datetime) -> Ticket:
    """Let a merged ticket stand on its own again, in the state it had, with its former price to pay (P5, ruling 22).

    What was said after the merge stays with the survivor. Raises NotAllowed, NotFound, NotMerged.
    """
    if not may_work(by):
        raise NotAllowed("undo_merge")
    with writing():
        ticket, into = _locked_pair(ticket_id, by=by)
        charges.undo_merge(charge_id=ticket.charge_id, by=by, now=now)
        ticket.merged_into = None
        ticket.active_at = now
        ticket.save(update_fields=["merged_into", "active_at"])
        state_fact(ticket, Fact.UNMERGED, other=into.number, by=by, now=now)
        state_fact(into, Fact.UNMERGED, other=ticket.number, by=by, now=now)
        record("undo_merge", by=by, subject=("ticket", ticket.number), now=now, data={"from": into.number})
        publish(
            MergeUndone(
                ticket_id=ticket.pk, number=ticket.number, customer_id=ticket.customer_id, into_id=into.pk,
                into=into.number,
            ),
            now=now,
        )  # fmt: skip
    return ticket


def _locked_pair(ticket_id: int, *, by: Actor) -> tuple[Ticket, Ticket]:
    # Both are locked in the order of their ids, so the survivor must be known before; the lock then tells whether it
    # still is the survivor.
    seen = Ticket.objects.visible_to(by).filter(id=ticket_id).first()
    if seen is None:
        raise NotFound(kind="ticket", ref=str(ticket_id))
    if seen.merged_into_id is None:
        raise NotMerged(ticket=seen.number)
    ticket, into = locked_tickets([ticket_id, seen.merged_into_id], by=by)
    if ticket.merged_into_id != into.pk:
        raise NotMerged(ticket=ticket.number)
    return ticket, into
