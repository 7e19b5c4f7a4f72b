"""The state machine of a ticket's price, derived from its charge; nothing of it is stored."""

from dataclasses import dataclass
from enum import StrEnum

from pointdesk.charges.rules.price import Basis
from pointdesk.charges.rules.reviews import ReviewState


class PriceState(StrEnum):
    """Where the price of a ticket stands."""

    UNPRICED = "unpriced"
    ASKED = "asked"
    WAITING = "waiting"
    CHARGED = "charged"
    SETTLED = "settled"
    UNDER_REVIEW = "under_review"
    KEPT = "kept"
    LOWERED = "lowered"
    RETURNED = "returned"


@dataclass(frozen=True)
class Signs:
    """What the state is read from. `last_review` is the result of a review that nothing has followed yet."""

    price: int | None
    basis: Basis | None = None
    asked: bool = False
    waiting: bool = False
    settled: bool = False
    under_review: bool = False
    last_review: ReviewState | None = None


_FREE = {Basis.BUG, Basis.OWN_FAULT, Basis.MERGED}


def state_of(signs: Signs) -> PriceState:
    """The one state to show: what somebody must act on comes before what has happened."""
    if signs.under_review:
        return PriceState.UNDER_REVIEW
    if signs.asked:
        return PriceState.ASKED
    if signs.waiting:
        return PriceState.WAITING
    if signs.price is None:
        return PriceState.UNPRICED
    return _state_at_rest(signs)


def _state_at_rest(signs: Signs) -> PriceState:
    if signs.basis in _FREE:
        return PriceState.RETURNED
    if signs.last_review is not None:
        return PriceState(signs.last_review.value)
    return PriceState.SETTLED if signs.settled else PriceState.CHARGED
