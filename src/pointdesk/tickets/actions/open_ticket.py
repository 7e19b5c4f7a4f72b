from collections.abc import Sequence
from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.charges.actions import open_charge
from pointdesk.charges.rules import Delivery
from pointdesk.customers.models import Customer, Person
from pointdesk.customers.queries import locked_customer
from pointdesk.kit.actors import Actor, ActorKind
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.kit.points import whole_points
from pointdesk.outbox.actions import publish
from pointdesk.tickets.actions._writing import next_number, request, say, store_files, ticket_asked_before
from pointdesk.tickets.events import TicketOpened
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.permissions import may_open
from pointdesk.tickets.rules import Attachment, Via, attachments_of, body_of, subject_of, via_of
from pointdesk.vendor.models import ProductLine


def open_ticket(
    *, customer_id: int, line_id: int, subject: str, body: str, by: Actor, now: datetime, via: str = Via.WEB,
    requester_id: int | None = None, agreed_up_to: int | None = None, price_first: bool = False,
    delivery: Delivery | str = Delivery.ONLINE, urgent: bool = False, follows_id: int | None = None,
    files: Sequence[Attachment] = (), key: str | None = None,
) -> Ticket:  # fmt: skip
    """Open a ticket with its first message and its charge, on the price list of the day (P4).

    Consent (P17): nothing said is *go ahead*, `agreed_up_to` is *up to N points*, `price_first` is *tell me the price
    first*; both at once are refused. A person who may not spend agrees to nothing: their ticket asks first.
    A person opens for their own customer and is the requester; staff may name one (`requester_id`), or none.
    `follows_id` is the earlier ticket that could not be reopened any more (P16). The same `key` and facts again, of one
    customer, give the first ticket and write nothing; of `files` the names are compared.

    Raises NotAllowed, NotFound (customer, person, line or ticket), InvalidInput, InvalidPoints, SameKeyOtherRequest,
    EmptyFile, FileTooLarge, and UrgentNotOffered where the vendor takes no urgent tickets.
    """
    if by.kind is ActorKind.PERSON:
        requester_id = by.number
    if not may_open(by, customer_id):
        # Another customer does not exist for a person (invariant 10).
        raise (
            NotFound(kind="customer", ref=str(customer_id))
            if by.kind is ActorKind.PERSON
            else NotAllowed("open_ticket")
        )
    subject, body, came_via, brought = subject_of(subject), body_of(body), via_of(via), attachments_of(files)
    consent = _consent(agreed_up_to, price_first=price_first)
    asked = request(
        "open_ticket", key, line=line_id, subject=subject, body=body, via=via, requester=requester_id, consent=consent,
        delivery=delivery, urgent=urgent, follows=follows_id, files=[file.name for file in brought],
    )  # fmt: skip
    with writing():
        # The lock makes a double click wait for the first one, and a merge of customers for the ticket it must move.
        customer = locked_customer(customer_id)
        if earlier := ticket_asked_before(customer.pk, asked):
            return earlier
        line, requester = _line(line_id), _requester(requester_id, customer)
        follows = _followed(follows_id, customer, by)
        stored = store_files(brought, by=by, now=now)
        number = next_number()
        charge = open_charge(
            customer_id=customer.pk, line_id=line.pk, reference=str(number), by=by, now=now, agreed_up_to=consent,
            delivery=delivery, urgent=urgent,
        )  # fmt: skip
        ticket = Ticket.objects.create(
            number=number, customer=customer, requester=requester, line=line, charge_id=charge.id, via=came_via.value,
            subject=subject, opened_at=now, active_at=now, follows=follows, request_key=asked.key,
            request_digest=asked.digest,
        )  # fmt: skip
        say(ticket, body, by=by, now=now, via=came_via, files=stored)
        record(
            "open_ticket", by=by, subject=("ticket", number), now=now,
            data={"customer": customer.pk, "line": line.code, "via": came_via.value, "agreed_up_to": consent},
        )  # fmt: skip
        publish(
            TicketOpened(
                ticket_id=ticket.pk, number=number, customer_id=customer.pk, line_id=line.pk,
                requester_id=requester.pk if requester else None, via=came_via.value,
                follows=follows.number if follows else None,
            ),
            now=now,
        )  # fmt: skip
    return ticket


def _consent(agreed_up_to: int | None, *, price_first: bool) -> int | None:
    if agreed_up_to is not None and price_first:
        raise InvalidInput(field="agreed_up_to", problem="with_price_first")
    if price_first:
        return 0
    return None if agreed_up_to is None else whole_points(agreed_up_to)


def _line(line_id: int) -> ProductLine:
    line = ProductLine.objects.filter(id=line_id).first()
    if line is None:
        raise NotFound(kind="line", ref=str(line_id))
    return line


def _requester(person_id: int | None, customer: Customer) -> Person | None:
    if person_id is None:
        return None
    person = Person.objects.filter(id=person_id, customer=customer, is_active=True).first()
    if person is None:
        raise NotFound(kind="person", ref=str(person_id))
    return person


def _followed(ticket_id: int | None, customer: Customer, by: Actor) -> Ticket | None:
    if ticket_id is None:
        return None
    ticket = Ticket.objects.visible_to(by).filter(id=ticket_id, customer=customer).first()
    if ticket is None:
        raise NotFound(kind="ticket", ref=str(ticket_id))
    return ticket
