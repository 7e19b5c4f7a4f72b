from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from pointdesk.calls.models import Call, CallTicket


@dataclass(frozen=True)
class CallRow:
    """One line of the call log. `minutes` is None while the call goes on; information, never a price."""

    id: int
    customer: str | None
    person: str | None
    number: str
    verified: bool
    agent: str
    tickets: tuple[int, ...]
    started_at: datetime
    minutes: int | None


def call_log(
    *, customer_id: int | None = None, after: tuple[datetime, int] | None = None, limit: int = 25
) -> list[CallRow]:
    """The calls, latest first, of one customer or all; for staff. Two queries.

    A page begins `after` the start and id of the last row seen.
    """
    calls = Call.objects.all() if customer_id is None else Call.objects.filter(customer=customer_id)
    if after is not None:
        at, call_id = after
        calls = calls.filter(started_at__lte=at).filter(Q(started_at__lt=at) | Q(id__lt=call_id))
    links = Prefetch("links", CallTicket.objects.select_related("ticket").order_by("ticket__number"))
    rows = calls.select_related("customer", "person", "agent").prefetch_related(links)
    return [_row(call) for call in rows.order_by("-started_at", "-id")[:limit]]


def _row(call: Call) -> CallRow:
    lasted = call.ended_at - call.started_at if call.ended_at else None
    return CallRow(
        id=call.pk,
        customer=call.customer.name if call.customer else None,
        person=call.person.name if call.person else None,
        number=call.number or call.raw_number,
        verified=call.verified,
        agent=str(call.agent),
        tickets=tuple(link.ticket.number for link in call.links.all()),
        started_at=call.started_at,
        minutes=None if lasted is None else -(-int(lasted.total_seconds()) // 60),
    )
