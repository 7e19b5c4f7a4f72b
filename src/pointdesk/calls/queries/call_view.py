from dataclasses import dataclass
from datetime import datetime

from pointdesk.calls.models import Call, CallTicket, PriceSaid
from pointdesk.kit.errors import NotFound


@dataclass(frozen=True)
class CalledTicket:
    """A ticket that a call is about; `price` is the one that holds, None before there is one."""

    id: int
    number: int
    subject: str
    price: int | None


@dataclass(frozen=True)
class ToldPrice:
    """A price that was told during a call; "" agreed: nobody did."""

    ticket: int
    points: int
    agreed_by: str
    at: datetime


@dataclass(frozen=True)
class CallView:
    """A call as staff read it. `verified`: the caller said the PIN of `person`; before that the names are a guess."""

    id: int
    customer_id: int | None
    customer: str
    person_id: int | None
    person: str
    number: str
    verified: bool
    agent: str
    started_at: datetime
    ended_at: datetime | None
    tickets: tuple[CalledTicket, ...]
    prices: tuple[ToldPrice, ...]


def call_view(call_id: int) -> CallView:
    """One call with its tickets and the prices that were told, oldest first; for staff. Three queries. Raises
    NotFound."""
    call = Call.objects.select_related("customer", "person", "agent").filter(id=call_id).first()
    if call is None:
        raise NotFound(kind="call", ref=str(call_id))
    links = CallTicket.objects.filter(call=call).select_related("ticket__charge").order_by("ticket__number")
    prices = PriceSaid.objects.filter(call=call).select_related("ticket").order_by("id")
    return CallView(
        id=call.pk,
        customer_id=call.customer_id,
        customer=call.customer.name if call.customer else "",
        person_id=call.person_id,
        person=call.person.name if call.person else "",
        number=call.number or call.raw_number,
        verified=call.verified,
        agent=str(call.agent),
        started_at=call.started_at,
        ended_at=call.ended_at,
        tickets=tuple(
            CalledTicket(x.ticket_id, x.ticket.number, x.ticket.subject, x.ticket.charge.price) for x in links
        ),
        prices=tuple(ToldPrice(x.ticket.number, x.points, x.agreed_by, x.at) for x in prices),
    )
