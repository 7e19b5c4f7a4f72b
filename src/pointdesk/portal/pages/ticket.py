from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pointdesk.catalog.queries import price_list
from pointdesk.charges.permissions import may_ask_review, may_spend
from pointdesk.charges.queries import ChargeView, charge_view, history, waits_behind
from pointdesk.charges.rules import Delivery, ReviewState, too_late_to_ask
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.ledger.queries import is_on_hold
from pointdesk.portal.pages.conversation import Entry, entries_of
from pointdesk.portal.pages.questions import Question, question_of
from pointdesk.portal.pages.ticket_rows import STATUS, label_of
from pointdesk.reports.queries import StepRow, steps_of
from pointdesk.tickets.queries import (
    conversation_for_customer,
    reopen_until,
    require_standing,
    shown,
    ticket_for,
    titles,
)
from pointdesk.tickets.rules import WorkState, customer_word
from pointdesk.vendor.queries import policies, vendor
from pointdesk.vendor.rules import Policies


@dataclass(frozen=True)
class TicketLink:
    """Another ticket that the reader may see."""

    number: int
    subject: str


@dataclass(frozen=True)
class Cost:
    """What the ticket costs. `charged` was taken so far; `missing` points are lacking before the price can be charged,
    or the account owes (`on_hold`); `behind` tickets that have waited longer come first, `ahead` those of them that the
    reader may see; `agreed_up_to` as in P17."""

    steps: list[StepRow]
    question: Question | None
    charged: int
    waits: bool
    missing: int
    behind: int
    ahead: list[TicketLink]
    on_hold: bool
    by_phone: bool
    agreed_up_to: int | None
    may_spend: bool
    under_review: bool
    may_ask_review: bool


@dataclass(frozen=True)
class Ending:
    """How far a ticket is from its end (P16). `closes_after`: without a word it closes after that day; `reopen_until`:
    closed, to be opened again through that day; `over`: that day is past."""

    solved: bool
    closed: bool
    closes_after: date | None
    reopen_until: date | None
    over: bool


@dataclass(frozen=True)
class TicketPage:
    """A ticket as its customer reads it; `status` is a state of the component, `label` its word if not the usual."""

    number: int
    subject: str
    status: str
    label: str
    line: str
    line_code: str
    requester: str
    opened_at: datetime
    came_from: TicketLink | None
    cost: Cost
    entries: list[Entry]
    ending: Ending


def build_ticket(by: Actor, now: datetime, *, number: int, language: str) -> TicketPage:
    """The page of a ticket. Raises NotFound, and TicketMerged, which names the survivor, where it was merged."""
    ticket = ticket_for(by, number=number)
    require_standing(ticket)
    rules = policies()
    charge = charge_view(ticket.charge_id, now=now)
    steps = steps_of(history(charge.id), price_list(charge.price_list_id), language=language, offer=charge.open_offer)
    word, answered = customer_word(shown(ticket, charge)), any(step.answer for step in steps)
    earlier = ticket.follows or ticket.split_from
    seen = titles(by, [earlier.number]) if earlier else {}
    closes_after = reopen = None
    if ticket.work is WorkState.SOLVED and ticket.solved_at:
        closes_after = day_of(ticket.solved_at, rules.zone) + timedelta(days=rules.auto_close_days)
    if ticket.work is WorkState.CLOSED:
        reopen = reopen_until(ticket)
    return TicketPage(
        number=ticket.number,
        subject=ticket.subject,
        status=STATUS[word],
        label=label_of(word, price_comes_first=charge.agreed_up_to == 0 and charge.price is None and not answered),
        line=ticket.line.name,
        line_code=ticket.line.code,
        requester=ticket.requester.name if ticket.requester else "",
        opened_at=ticket.opened_at,
        came_from=next((TicketLink(number, subject) for number, subject in seen.items()), None),
        cost=_cost(charge, steps, by, now, rules),
        entries=entries_of(
            conversation_for_customer(ticket.pk), steps, number=ticket.number, vendor=vendor().name or "Pointdesk"
        ),
        ending=Ending(
            solved=ticket.work is WorkState.SOLVED,
            closed=ticket.work is WorkState.CLOSED,
            closes_after=closes_after,
            reopen_until=reopen,
            over=reopen is not None and day_of(now, rules.zone) > reopen,
        ),
    )


def _cost(charge: ChargeView, steps: list[StepRow], by: Actor, now: datetime, rules: Policies) -> Cost:
    waits = charge.waiting_since is not None
    longer = [int(x) for x in waits_behind(charge.id, wallet_id=charge.wallet_id)] if waits else []
    seen = titles(by, longer) if longer else {}
    under_review = charge.review is not None and charge.review.state is ReviewState.OPEN
    return Cost(
        steps=steps,
        question=question_of(charge, by, now),
        charged=charge.charged,
        waits=waits,
        missing=charge.waiting_for,
        behind=len(longer),
        ahead=[TicketLink(number, seen[number]) for number in longer if number in seen],
        on_hold=waits and is_on_hold(charge.wallet_id),
        by_phone=charge.delivery is Delivery.PHONE,
        agreed_up_to=charge.agreed_up_to,
        may_spend=may_spend(by, charge.customer_id),
        under_review=under_review,
        may_ask_review=may_ask_review(by, charge.customer_id)
        and charge.charged > 0
        and not under_review
        and not too_late_to_ask(
            day_of(now, rules.zone),
            settled_on=day_of(charge.settled_at, rules.zone) if charge.settled_at else None,
            review_days=rules.review_days,
        ),
    )
