from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.charges.actions import merge_into
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput, NotAllowed
from pointdesk.outbox.actions import publish
from pointdesk.tickets.actions._writing import state_fact
from pointdesk.tickets.errors import DifferentCustomers, HoldsMerged
from pointdesk.tickets.events import TicketsMerged
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.permissions import may_work
from pointdesk.tickets.queries import locked_tickets, require_open, require_standing
from pointdesk.tickets.rules import Fact


def merge(*, ticket_id: int, into_id: int, by: Actor, now: datetime) -> Ticket:
    """Merge a ticket into another of the same customer, because they are one issue; returns the survivor.

    The survivor's price stays, and what the other was charged is returned (ruling 22). The merged ticket stays as it
    is, pointing to the survivor, whose conversation shows both. `undo_merge` takes it back. Again changes nothing.

    Raises NotAllowed, NotFound, InvalidInput("into", "same_ticket"), DifferentCustomers, TicketMerged (either one, into
    a third), HoldsMerged, TicketClosed (either one: reopen it first).
    """
    if not may_work(by):
        raise NotAllowed("merge")
    if ticket_id == into_id:
        raise InvalidInput(field="into", problem="same_ticket")
    with writing():
        ticket, into = locked_tickets([ticket_id, into_id], by=by)
        if ticket.merged_into_id == into.pk:
            return into
        _require_mergeable(ticket, into)
        merge_into(charge_id=ticket.charge_id, into_id=into.charge_id, by=by, now=now)
        ticket.merged_into = into
        ticket.save(update_fields=["merged_into"])
        into.active_at = now
        into.save(update_fields=["active_at"])
        state_fact(into, Fact.MERGED_FROM, other=ticket.number, by=by, now=now)
        record("merge", by=by, subject=("ticket", ticket.number), now=now, data={"into": into.number})
        publish(
            TicketsMerged(
                ticket_id=ticket.pk, number=ticket.number, customer_id=ticket.customer_id, into_id=into.pk,
                into=into.number,
            ),
            now=now,
        )  # fmt: skip
    return into


def _require_mergeable(ticket: Ticket, into: Ticket) -> None:
    require_standing(ticket)
    require_standing(into)
    if ticket.customer_id != into.customer_id:
        raise DifferentCustomers(ticket=ticket.number, other=into.number)
    if ticket.merged.exists():
        raise HoldsMerged(ticket=ticket.number)
    require_open(ticket)
    require_open(into)
