from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, Value

from pointdesk.charges.models import Charge, Offer, Review
from pointdesk.charges.rules import OfferState, ReviewState
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.tickets.models import Ticket, TicketQuerySet
from pointdesk.tickets.rules import ShownState, WorkState, shown_state
from pointdesk.vendor.queries import policies


@dataclass(frozen=True)
class TicketFilter:
    """What a list shows; what is not named is not filtered by. `state` is what staff read, derived ones included.

    `going_on` leaves out what is solved or closed, `not_closed` only what is closed; `unpriced` is what nobody has put
    a price on, not even as a question; `awaiting_answer` what the customer has to answer, a price or a message;
    `under_review` a price that is being reconsidered.
    """

    state: ShownState | None = None
    customer_id: int | None = None
    requester_id: int | None = None
    line_id: int | None = None
    assignee_id: int | None = None
    unassigned: bool = False
    unpriced: bool = False
    not_closed: bool = False
    going_on: bool = False
    awaiting_answer: bool = False
    under_review: bool = False


EVERYTHING = TicketFilter()

_GOING_ON = [state.value for state in WorkState if state not in (WorkState.SOLVED, WorkState.CLOSED)]


@dataclass(frozen=True)
class TicketRow:
    """One line of a list. `price` is the one that holds, None while there is none; `charged` what was taken for it;
    `asked` the price that waits for an answer, `declined` the latest that was declined, None where there is none;
    `price_first`: the customer wants to hear the price before anything is done (P17)."""

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
    asked: int | None
    declined: int | None
    price_first: bool
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
    rows = _matching(by, only, open_offers)
    if after is not None:
        at, ticket_id = after
        rows = rows.filter(active_at__lte=at).filter(Q(active_at__lt=at) | Q(id__lt=ticket_id))
    return _rows(rows.order_by("-active_at", "-id")[:limit], open_offers)


def tickets_in_order(by: Actor, ticket_ids: list[int], *, now: datetime) -> list[TicketRow]:
    """The rows of these tickets, in this order, without those that `by` may not see or that were merged. Two queries,
    none for none."""
    if not ticket_ids:
        return []
    seen = Ticket.objects.visible_to(by).standing().filter(id__in=ticket_ids)
    found = {row.id: row for row in _rows(seen, _to_answer(day_of(now, policies().zone)))}
    return [found[ticket_id] for ticket_id in ticket_ids if ticket_id in found]


def ticket_counts(by: Actor, lists: Mapping[str, TicketFilter], *, now: datetime, most: int) -> dict[str, int]:
    """How many tickets each list has, but not above `most`: so it costs the same however many there are. Two queries,
    none for no lists."""
    if not lists:
        return {}
    open_offers = _to_answer(day_of(now, policies().zone))
    # Each list says its name once a ticket; the bound stands in a subquery, where SQLite allows it in a union.
    first, *others = [
        Ticket.objects.filter(id__in=_matching(by, only, open_offers).values("id")[:most]).values_list(Value(name))
        for name, only in lists.items()
    ]
    counted = Counter(name for (name,) in first.union(*others, all=True))
    return {name: counted[name] for name in lists}


def _matching(by: Actor, only: TicketFilter, open_offers: QuerySet[Offer]) -> TicketQuerySet:
    seen = Ticket.objects.visible_to(by).standing()
    return _in_state(_filtered(seen, only, open_offers), only.state, open_offers)


def _rows(tickets: TicketQuerySet, open_offers: QuerySet[Offer]) -> list[TicketRow]:
    people = ("customer", "requester", "line", "assignee", "charge")
    asked = open_offers.filter(charge=OuterRef("charge")).values("points")[:1]
    declined = Offer.objects.filter(charge=OuterRef("charge"), state=OfferState.DECLINED.value).order_by("-id")
    tickets = tickets.select_related(*people).annotate(
        asked=Subquery(asked, output_field=IntegerField()),
        declined=Subquery(declined.values("points")[:1], output_field=IntegerField()),
    )
    return [_row(ticket) for ticket in tickets]


def _to_answer(today: date) -> QuerySet[Offer]:
    """The prices that wait for an answer; a quote that lapsed asks nobody any more."""
    return Offer.objects.filter(state=OfferState.OPEN.value).exclude(valid_until__lt=today)


def _filtered(tickets: TicketQuerySet, only: TicketFilter, open_offers: QuerySet[Offer]) -> TicketQuerySet:
    named = {
        "customer_id": only.customer_id, "requester_id": only.requester_id, "line_id": only.line_id,
        "assignee_id": only.assignee_id,
    }  # fmt: skip
    tickets = tickets.filter(**{field: value for field, value in named.items() if value is not None})
    if only.unassigned:
        tickets = tickets.filter(assignee=None)
    # States are named, not excluded: an index that begins with them then serves.
    if only.not_closed:
        tickets = tickets.filter(state__in=[*_GOING_ON, WorkState.SOLVED.value])
    if only.going_on or only.awaiting_answer:
        tickets = tickets.filter(state__in=_GOING_ON)
    if only.unpriced:
        tickets = tickets.filter(charge__price=None).exclude(charge__in=open_offers.values("charge"))
    if only.awaiting_answer:
        written = Q(state=WorkState.WAITING_CUSTOMER.value) & ~Q(charge__in=_waiting())
        tickets = tickets.filter(Q(charge__in=open_offers.values("charge")) | written)
    if only.under_review:
        tickets = tickets.filter(charge__in=Review.objects.filter(state=ReviewState.OPEN.value).values("charge"))
    return tickets


def _waiting() -> QuerySet[Charge]:
    """The charges that wait for points."""
    return Charge.objects.filter(waiting_since__isnull=False)


def _in_state(tickets: TicketQuerySet, state: ShownState | None, open_offers: QuerySet[Offer]) -> TicketQuerySet:
    """The rows that `shown_state` gives this state, said to the database: what waits is always little, so the question
    begins with what waits."""
    if state is None:
        return tickets
    if state in (ShownState.SOLVED, ShownState.CLOSED):
        return tickets.filter(state=state.value)
    asked, waiting = open_offers.values("charge"), _waiting()
    going_on = tickets.filter(state__in=_GOING_ON)
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
        state=shown_state(ticket.work, price_is_asked=ticket.asked is not None, waits_for_points=waits),
        urgent=ticket.charge.urgent, price=ticket.charge.price, charged=ticket.charge.charged,
        asked=ticket.asked, declined=ticket.declined, price_first=ticket.charge.agreed_up_to == 0,
        opened_at=ticket.opened_at, active_at=ticket.active_at,
    )  # fmt: skip
