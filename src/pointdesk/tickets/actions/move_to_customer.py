from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers.models import Person
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.tickets.actions._writing import put_words
from pointdesk.tickets.models import Message, Ticket
from pointdesk.tickets.permissions import may_move


def move_to_customer(*, from_customer_id: int, to_customer_id: int, by: Actor, now: datetime) -> int:
    """All tickets of a customer become another's, because the two are one (P23); how many.

    Where a requester's e-mail is that of a person of the other customer, that person is the requester now. To be called
    after the people were merged and, since tickets are locked before wallets, before any wallet is locked; the charges
    move by `charges.actions.move_to_customer`. Again changes nothing. No event: whoever merges announces it.

    Raises NotAllowed.
    """
    if not may_move(by):
        raise NotAllowed("move_to_customer")
    with writing():
        tickets = Ticket.objects.filter(customer=from_customer_id)
        for left_behind in Person.objects.filter(customer=from_customer_id):
            twin = Person.objects.filter(customer=to_customer_id, email=left_behind.email).first()
            if twin is not None:
                tickets.filter(requester=left_behind).update(requester=twin)
        # The keys were the other customer's own; a double click does not outlive a merge.
        moved_ids = list(tickets.values_list("id", flat=True))
        moved = tickets.update(customer=to_customer_id, request_key="", request_digest="")
        for message in Message.objects.filter(ticket__in=moved_ids).select_related("ticket").iterator():
            put_words(message, message.ticket)
        if moved:
            record(
                "move_to_customer", by=by, subject=("customer", from_customer_id), now=now,
                data={"to": to_customer_id, "tickets": moved},
            )  # fmt: skip
    return moved
