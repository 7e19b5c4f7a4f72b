from dataclasses import dataclass
from datetime import date, datetime

from pointdesk.charges.models import Charge, Offer, Review
from pointdesk.charges.queries.waiting import waiting_for
from pointdesk.charges.rules import (
    Basis,
    Delivery,
    Line,
    OfferKind,
    OfferState,
    PriceState,
    ReviewState,
    Signs,
    has_lapsed,
    state_of,
)
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import NotFound
from pointdesk.vendor.queries import policies


@dataclass(frozen=True)
class OfferView:
    """An offer to answer. A quote says what for (`text`) and through which day; `lapsed` when that day is over."""

    id: int
    kind: OfferKind
    points: int
    items: tuple[Line, ...]
    multiplier: int
    text: str
    valid_until: date | None
    lapsed: bool
    offered_at: datetime
    offered_by: str


@dataclass(frozen=True)
class ReviewView:
    """The latest review of a price; `answer` is the decider's reason."""

    id: int
    state: ReviewState
    asked_at: datetime
    asked_by: str
    request: str
    decided_at: datetime | None
    decided_by: str
    answer: str


@dataclass(frozen=True)
class ChargeView:
    """A ticket's price at one moment.

    `price` is the one that holds (None: none yet), `charged` what was taken for it, `waiting_for` the points missing
    before it can be charged (ruling 16). `open_offer` may be a lapsed quote: it can be replaced, not accepted.
    `step` is the number of the latest step of the history, to be handed back as `expected_step`.
    """

    id: int
    reference: str
    customer_id: int
    line_id: int
    wallet_id: int
    price_list_id: int
    opened_on: date
    state: PriceState
    price: int | None
    charged: int
    basis: Basis | None
    items: tuple[Line, ...]
    multiplier: int
    delivery: Delivery
    urgent: bool
    agreed_up_to: int | None
    waiting_since: datetime | None
    waiting_for: int
    open_offer: OfferView | None
    review: ReviewView | None
    settled_at: datetime | None
    is_bug: bool
    merged_into: int | None
    step: int


def charge_view(charge_id: int, *, now: datetime) -> ChargeView:
    """The price of a ticket now. Four queries, two more while it waits. Raises NotFound."""
    charge = Charge.objects.filter(id=charge_id).first()
    if charge is None:
        raise NotFound(kind="charge", ref=str(charge_id))
    offer = charge.offers.filter(state=OfferState.OPEN.value).first()
    review = charge.reviews.order_by("-id").first()
    today = day_of(now, policies().zone)
    return ChargeView(
        id=charge.id,
        reference=charge.reference,
        customer_id=charge.customer_id,
        line_id=charge.line_id,
        wallet_id=charge.wallet_id,
        price_list_id=charge.price_list_id,
        opened_on=charge.opened_on,
        state=_state(charge, offer, review, today),
        price=charge.price,
        charged=charge.charged,
        basis=Basis(charge.basis) if charge.basis else None,
        items=charge.items,
        multiplier=charge.multiplier,
        delivery=Delivery(charge.delivery),
        urgent=charge.urgent,
        agreed_up_to=charge.agreed_up_to,
        waiting_since=charge.waiting_since,
        waiting_for=waiting_for(charge, now=now),
        open_offer=_offer(offer, today) if offer else None,
        review=_review(review) if review else None,
        settled_at=charge.settled_at,
        is_bug=charge.is_bug,
        merged_into=charge.merged_into_id,
        step=charge.steps,
    )


def _state(charge: Charge, offer: Offer | None, review: Review | None, today: date) -> PriceState:
    decided_last = review is not None and review.decided_in == charge.steps
    return state_of(
        Signs(
            price=charge.price,
            basis=Basis(charge.basis) if charge.basis else None,
            asked=offer is not None and not has_lapsed(offer.valid_until, today),
            waiting=charge.waiting_since is not None,
            settled=charge.settled_at is not None,
            under_review=review is not None and review.state == ReviewState.OPEN.value,
            last_review=ReviewState(review.state) if review is not None and decided_last else None,
        )
    )


def _offer(offer: Offer, today: date) -> OfferView:
    return OfferView(
        id=offer.id,
        kind=OfferKind(offer.kind),
        points=offer.points,
        items=offer.items,
        multiplier=offer.multiplier,
        text=offer.text,
        valid_until=offer.valid_until,
        lapsed=has_lapsed(offer.valid_until, today),
        offered_at=offer.offered_at,
        offered_by=offer.offered_by,
    )


def _review(review: Review) -> ReviewView:
    return ReviewView(
        id=review.id,
        state=ReviewState(review.state),
        asked_at=review.asked_at,
        asked_by=review.asked_by,
        request=review.request,
        decided_at=review.decided_at,
        decided_by=review.decided_by,
        answer=review.answer,
    )
