"""What happened to prices. One act tells its outcome in exactly one event, so that nobody gets two notices for it.

`old` and `new` are prices in points, before and after (`old` None: there was none). `reason_code` is a `StepKind`,
`words_id` the row of `charges.Words` with the reason in words and the actor's name, `step` the number in the history.
"""

from dataclasses import dataclass
from datetime import date

from pointdesk.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class _OfCharge:
    charge_id: int
    reference: str
    customer_id: int
    step: int
    reason_code: str
    words_id: int
    by_kind: str
    by_id: str
    by_label: str


@dataclass(frozen=True, kw_only=True)
class PriceChanged(_OfCharge, Event):
    """The price became another, and holds: what it needed was charged, what it gave up was given back (P6, P18)."""

    old: int | None
    new: int


@dataclass(frozen=True, kw_only=True)
class ChargeWaiting(_OfCharge, Event):
    """The price became `new`, and the wallet does not cover it: `charged` points stay charged, `waiting_for` are
    missing (0 where only the wallet's arrears are in the way), and it will be charged by itself (P5)."""

    old: int | None
    new: int
    charged: int
    waiting_for: int


@dataclass(frozen=True, kw_only=True)
class ChargeServed(_OfCharge, Event):
    """A waiting price was charged by itself: `points` more, `price` in all (P5)."""

    price: int
    points: int


@dataclass(frozen=True, kw_only=True)
class PriceAsked(_OfCharge, Event):
    """A price above what the customer agreed to is a question now; `old` holds until it is answered (P17)."""

    offer_id: int
    old: int | None
    asked: int


@dataclass(frozen=True, kw_only=True)
class QuoteOffered(_OfCharge, Event):
    """Work upon request was offered for `asked` points through the day `valid_until`; `old` holds meanwhile (P15)."""

    offer_id: int
    old: int | None
    asked: int
    valid_until: date


@dataclass(frozen=True, kw_only=True)
class OfferDeclined(_OfCharge, Event):
    """The customer said no to a question or a quote: `price` goes on to hold, staff may stop."""

    offer_id: int
    asked: int
    price: int | None


@dataclass(frozen=True, kw_only=True)
class PointsReturned(_OfCharge, Event):
    """Everything that the ticket was charged, `points`, was returned: a bug, own fault, a merge (`reason_code`)."""

    old: int | None
    points: int


@dataclass(frozen=True, kw_only=True)
class ReviewAsked(_OfCharge, Event):
    """The customer asked to have the price reconsidered (P11)."""

    review_id: int
    price: int


@dataclass(frozen=True, kw_only=True)
class ReviewDecided(_OfCharge, Event):
    """A review ended: kept, lowered or returned (`result`), and the price is `new` (P11)."""

    review_id: int
    result: str
    old: int
    new: int
