from collections.abc import Sequence
from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.charges.actions import fork
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.outbox.actions import publish
from pointdesk.tickets.actions._writing import next_number, put_words, request, state_fact, ticket_asked_before
from pointdesk.tickets.events import TicketSplit
from pointdesk.tickets.models import Message, Ticket
from pointdesk.tickets.permissions import may_work
from pointdesk.tickets.queries import locked_ticket, require_open
from pointdesk.tickets.rules import Fact, MessageKind, WorkState, subject_of


def split(
    *, ticket_id: int, message_ids: Sequence[int], subject: str, by: Actor, now: datetime, key: str | None = None
) -> Ticket:
    """Give a second issue a ticket of its own (R2), with a charge of its own: unpriced, on the same price list.

    The messages and notes that belong to it move there, and each conversation keeps a line of fact that names the
    other. None need move (one mail may hold two issues), but the first ticket keeps at least one. A customer who agreed
    to a cap, or asked for the price first, is asked first about the new one (ruling 17). The same `key` and body again
    gives the first new ticket and writes nothing.

    Raises NotAllowed, NotFound (ticket or message), InvalidInput, TicketMerged, TicketClosed, SameKeyOtherRequest.
    """
    if not may_work(by):
        raise NotAllowed("split")
    subject, wanted = subject_of(subject), sorted(set(message_ids))
    asked = request("split", key, ticket=ticket_id, messages=wanted, subject=subject)
    with writing():
        ticket = locked_ticket(ticket_id, by=by)
        if earlier := ticket_asked_before(ticket.customer_id, asked):
            return earlier
        require_open(ticket)
        _require_movable(ticket, wanted)
        number = next_number()
        charge = fork(charge_id=ticket.charge_id, reference=str(number), by=by, now=now)
        new = Ticket.objects.create(
            number=number, customer_id=ticket.customer_id, requester_id=ticket.requester_id, line_id=ticket.line_id,
            charge_id=charge.id, via=ticket.via, subject=subject, state=WorkState.OPEN.value,
            assignee_id=ticket.assignee_id, opened_at=now, active_at=now, split_from=ticket, request_key=asked.key,
            request_digest=asked.digest,
        )  # fmt: skip
        Message.objects.filter(ticket=ticket, id__in=wanted).update(ticket=new)
        for message in Message.objects.filter(id__in=wanted):
            put_words(message, new)
        state_fact(ticket, Fact.SPLIT_INTO, other=number, by=by, now=now, messages=len(wanted))
        state_fact(new, Fact.SPLIT_FROM, other=ticket.number, by=by, now=now, messages=len(wanted))
        record("split", by=by, subject=("ticket", ticket.number), now=now, data={"into": number, "messages": wanted})
        publish(
            TicketSplit(
                ticket_id=ticket.pk, number=ticket.number, customer_id=ticket.customer_id, new_ticket_id=new.pk,
                new_number=number, messages=len(wanted),
            ),
            now=now,
        )  # fmt: skip
    return new


def _require_movable(ticket: Ticket, wanted: Sequence[int]) -> None:
    written = Message.objects.filter(ticket=ticket).exclude(kind=MessageKind.FACT.value)
    present = set(written.values_list("id", flat=True))
    for message_id in wanted:
        if message_id not in present:
            raise NotFound(kind="message", ref=str(message_id))
    if wanted and len(wanted) == len(present):
        raise InvalidInput(field="message_ids", problem="all_of_them")
