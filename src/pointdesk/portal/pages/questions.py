"""A price that waits for the customer's answer, and what accepting it would take (P15, P17)."""

from dataclasses import dataclass
from datetime import date, datetime

from pointdesk.charges.permissions import may_spend
from pointdesk.charges.queries import ChargeView, OfferView, Rehearsal, rehearse_accept
from pointdesk.charges.rules import ReviewState
from pointdesk.kit.actors import Actor
from pointdesk.ledger.rules.movement import Portion


@dataclass(frozen=True)
class Question:
    """The open offer of a ticket, and what accepting it would do now.

    `more` points would be taken on top of what was charged, leaving `after` of the `available` ones. Where it would
    wait, `missing` are lacking (`behind`: also for tickets that have waited longer), or none where the account owes
    points. `blocked`: the price is being reconsidered and cannot rise meanwhile.
    """

    offer_id: int
    points: int
    valid_until: date | None
    lapsed: bool
    blocked: bool
    may_answer: bool
    more: int = 0
    available: int = 0
    after: int = 0
    waits: bool = False
    missing: int = 0
    behind: bool = False
    takes: tuple[tuple[int, date], ...] = ()


def question_of(charge: ChargeView, by: Actor, now: datetime) -> Question | None:
    """The question of a ticket, rehearsed; None where there is none."""
    offer = charge.open_offer
    if offer is None:
        return None
    may_answer = may_spend(by, charge.customer_id)
    if offer.lapsed or (charge.review is not None and charge.review.state is ReviewState.OPEN):
        return Question(
            offer.id, offer.points, offer.valid_until, lapsed=offer.lapsed, blocked=not offer.lapsed, may_answer=False
        )
    return _rehearsed(offer, rehearse_accept(offer_id=offer.id, now=now), charge.charged, may_answer=may_answer)


def _rehearsed(offer: OfferView, would: Rehearsal, charged: int, *, may_answer: bool) -> Question:
    more = offer.points - charged
    return Question(
        offer_id=offer.id,
        points=offer.points,
        valid_until=offer.valid_until,
        lapsed=False,
        blocked=False,
        may_answer=may_answer,
        more=more,
        available=would.balance,
        after=would.balance_after,
        waits=would.waits,
        missing=would.waiting_for,
        behind=would.waiting_for > max(0, more - would.balance),
        takes=_by_day(would.portions) if would.takes else (),
    )


def _by_day(portions: tuple[Portion, ...]) -> tuple[tuple[int, date], ...]:
    """Points by their last day, first to be spent first."""
    points: dict[date, int] = {}
    for portion in portions:
        points[portion.last_valid_day] = points.get(portion.last_valid_day, 0) + portion.points
    return tuple((taken, day) for day, taken in points.items())
