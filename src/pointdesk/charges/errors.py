"""Refusals of the verbs on prices. `reference` is the ticket's number as people read it."""

from dataclasses import dataclass
from datetime import date

from pointdesk.kit.errors import DomainError


@dataclass(eq=False)
class ItemNeedsQuote(DomainError):
    """P15: the item's price is upon request: offer a quote in points instead of setting it."""

    item: str


@dataclass(eq=False)
class PriceOnlyGoesDown(DomainError):
    """P6, P11: the ticket is closed, or its price is under review: it may become lower than `price`, not `wanted`."""

    reference: str
    price: int
    wanted: int


@dataclass(eq=False)
class CallerNotVerified(DomainError):
    """P19: the ticket is delivered by phone, and none of the calls about it was verified: verify the caller's PIN."""

    reference: str


@dataclass(eq=False)
class BugIsFree(DomainError):
    """P9: the ticket is the vendor's bug and costs nothing; reverse that verdict before asking for `wanted` points."""

    reference: str
    wanted: int


@dataclass(eq=False)
class NotABug(DomainError):
    """There is no "it is our bug" on this ticket to reverse."""

    reference: str


@dataclass(eq=False)
class ChargeSettled(DomainError):
    """The ticket is closed: reopen it first."""

    reference: str


@dataclass(eq=False)
class ChargeMerged(DomainError):
    """The ticket was merged into `into`, which has the price of both (ruling 22)."""

    reference: str
    into: str


@dataclass(eq=False)
class ChargeNotMerged(DomainError):
    """There is no merge of this ticket's charge to undo."""

    reference: str


@dataclass(eq=False)
class ChargeMoved(DomainError):
    """The charge went to another customer's wallet at this very moment (their customers were merged): try again."""

    reference: str


@dataclass(eq=False)
class StalePrice(DomainError):
    """The price changed meanwhile: the actor decided on step `expected` of its history, it is at `step` now."""

    reference: str
    expected: int
    step: int


@dataclass(eq=False)
class NoOpenQuote(DomainError):
    """There is no quote or price question to answer: it was declined, accepted or withdrawn."""

    reference: str


@dataclass(eq=False)
class StaleOffer(DomainError):
    """Another price has taken the place of the offer named; `open_offer_id` is the one to answer now, if any."""

    reference: str
    offer_id: int
    open_offer_id: int | None


@dataclass(eq=False)
class QuoteLapsed(DomainError):
    """P15: the quote was valid through `valid_until`, a day of the vendor's zone."""

    reference: str
    valid_until: date


@dataclass(eq=False)
class UrgentNotOffered(DomainError):
    """P4: the vendor does not offer urgent tickets (a policy, off by default)."""


@dataclass(eq=False)
class ReviewAlreadyOpen(DomainError):
    """P11: the price of this ticket is being reconsidered already."""

    reference: str


@dataclass(eq=False)
class NothingToReview(DomainError):
    """P11: nothing was charged, nobody asked, or the vendor's days for asking are over."""

    reference: str


@dataclass(eq=False)
class DeciderIsPricer(DomainError):
    """P11: whoever has ever priced this ticket does not decide about its price."""

    reference: str
