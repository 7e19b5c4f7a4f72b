from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from pointdesk.charges.models import Charge, Offer
from pointdesk.charges.rules import OfferState
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.tickets.models import Ticket, TicketQuerySet
from pointdesk.tickets.rules import ShownState, WorkState, shown_state
from pointdesk.vendor.queries import policies


@dataclass(frozen=True)
class TicketFilter:
    """What a list shows; what is not named is not filtered by. `state` is what staff read, derived ones included."""

    state: ShownState | None = None
    customer_id: int | None = None
    requester_id: int | None = None
    line_id: int | None = None
    assignee_id: int | None = None
    unassigned: bool = False
    unpriced: bool = False
    not_closed: bool = False


EVERYTHING = TicketFilter()


@dataclass(frozen=True)
class TicketRow:
    """One line of a list. `price` is the one that holds, None while there is none; `charged` what was taken for it."""

    id: int
    number: int
    subject: str
    customer: str
    requester: str | None
    line: str
    assignee: str | None
    state: ShownState
    urgent: bool
    price: int | None
    charged: int
    opened_at: datetime
    active_at: datetime


def ticket_list(
    by: Actor,
    *,
    now: datetime,
    only: TicketFilter = EVERYTHING,
    after: tuple[datetime, int] | None = None,
    limit: int = 25,
) -> list[TicketRow]:
    """The tickets that `by` may see, latest activity first; merged ones are read in their survivor.

    A page begins `after` the `active_at` and `id` of the last row seen, so that it costs the same wherever it is; there
    is no count. Two queries, the vendor's zone among them.
    """
    open_offers = _to_answer(day_of(now, policies().zone))
    rows = _in_state(_filtered(Ticket.objects.visible_to(by).standing(), only), only.state, open_offers)
    if after is not None:
        at, ticket_id = after
        rows = rows.filter(active_at__lte=at).filter(Q(active_at__lt=at) | Q(id__lt=ticket_id))
    people = ("customer", "requester", "line", "assignee", "charge")
    rows = rows.select_related(*people).order_by("-active_at", "-id")
    asked = Exists(open_offers.filter(charge=OuterRef("charge")))
    return [_row(ticket) for ticket in rows.annotate(price_is_asked=asked)[:limit]]


def _to_answer(today: date) -> QuerySet[Offer]:
    """The prices that wait for an answer; a quote that lapsed asks nobody any more."""
    return Offer.objects.filter(state=OfferState.OPEN.value).exclude(valid_until__lt=today)


def _filtered(tickets: TicketQuerySet, only: TicketFilter) -> TicketQuerySet:
    named = {
        "customer_id": only.customer_id, "requester_id": only.requester_id, "line_id": only.line_id,
        "assignee_id": only.assignee_id,
    }  # fmt: skip
    tickets = tickets.filter(**{field: value for field, value in named.items() if value is not None})
    if only.unassigned:
        tickets = tickets.filter(assignee=None)
    if only.not_closed:
        tickets = tickets.exclude(state=WorkState.CLOSED.value)
    return tickets.filter(charge__price=None) if only.unpriced else tickets


def _in_state(tickets: TicketQuerySet, state: ShownState | None, open_offers: QuerySet[Offer]) -> TicketQuerySet:
    """The rows that `shown_state` gives this state, said to the database: what waits is always little, so the question
    begins with what waits."""
    if state is None:
        return tickets
    if state in (ShownState.SOLVED, ShownState.CLOSED):
        return tickets.filter(state=state.value)
    asked, waiting = open_offers.values("charge"), Charge.objects.filter(waiting_since__isnull=False)
    going_on = tickets.exclude(state__in=[WorkState.SOLVED.value, WorkState.CLOSED.value])
    if state is ShownState.WAITING_APPROVAL:
        return going_on.filter(charge__in=asked)
    if state is ShownState.WAITING_POINTS:
        return going_on.filter(charge__in=waiting).exclude(charge__in=asked)
    return tickets.filter(state=state.value).exclude(charge__in=asked).exclude(charge__in=waiting)


def _row(ticket: Any) -> TicketRow:
    waits = ticket.charge.waiting_since is not None
    return TicketRow(
        id=ticket.pk, number=ticket.number, subject=ticket.subject, customer=ticket.customer.name,
        requester=ticket.requester.name if ticket.requester else None, line=ticket.line.name,
        assignee=str(ticket.assignee) if ticket.assignee else None,
        state=shown_state(ticket.work, price_is_asked=ticket.price_is_asked, waits_for_points=waits),
        urgent=ticket.charge.urgent, price=ticket.charge.price, charged=ticket.charge.charged,
        opened_at=ticket.opened_at, active_at=ticket.active_at,
    )  # fmt: skip
