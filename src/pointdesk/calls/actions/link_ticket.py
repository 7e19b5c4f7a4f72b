from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.calls.actions._noting import note_on, tickets_about
from pointdesk.calls.models import CallTicket
from pointdesk.calls.permissions import may_answer
from pointdesk.calls.queries import locked_call
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def link_ticket(*, call_id: int, ticket_id: int, by: Actor, now: datetime) -> None:
    """Say that a call was about a ticket; a call of nobody known becomes its customer's. Again changes nothing.

    From now on the ticket's price by phone needs a verified caller (ruling 26). Raises NotAllowed, NotFound (call or
    ticket), OtherCaller.
    """
    if not may_answer(by):
        raise NotAllowed("link_ticket")
    with writing():
        call = locked_call(call_id)
        (ticket,) = tickets_about([ticket_id], customer_id=call.customer_id)
        if call.links.filter(ticket=ticket).exists():
            return
        if call.customer_id is None:
            call.customer_id = ticket.customer_id
            call.save(update_fields=["customer"])
        CallTicket.objects.create(call=call, ticket=ticket)
        note_on([ticket], call, by=by, now=now)
        record("link_ticket", by=by, subject=("call", call.pk), now=now, data={"ticket": ticket.number})
