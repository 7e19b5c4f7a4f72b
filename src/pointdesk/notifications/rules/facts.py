"""What letters are written about: plain values, the same for every language."""

from dataclasses import dataclass
from datetime import date, datetime

from pointdesk.charges.rules import StepKind
from pointdesk.kit.actors import ActorKind


@dataclass(frozen=True)
class Reader:
    """To whom a letter goes, and the names that stand around it."""

    name: str
    vendor: str
    phone: str


@dataclass(frozen=True)
class TicketFacts:
    """The ticket that a letter is about; `url` is its page."""

    number: int
    title: str
    url: str


@dataclass(frozen=True)
class WalletFacts:
    """The points that a letter is about. `line` is the product line's name, empty where one wallet serves all."""

    line: str
    balance: int
    points_url: str
    buy_url: str


@dataclass(frozen=True)
class ItemFacts:
    """One item of a price, by its name in the reader's language."""

    name: str
    quantity: int


@dataclass(frozen=True)
class StepFacts:
    """One step of a price (P18): what it was in the history, why in a person's words (may be empty), who and when.

    `at` is in the vendor's zone. `items` is what the price is made of, `multiplier` by what it was multiplied.
    """

    kind: StepKind
    reason: str
    by_kind: ActorKind
    by: str
    at: datetime
    items: tuple[ItemFacts, ...] = ()
    multiplier: int = 1
    by_phone: bool = False


@dataclass(frozen=True)
class Living:
    """Points that can be used through `last_day`."""

    points: int
    last_day: date


@dataclass(frozen=True)
class Dying:
    """Points that can be used through `last_day`, which is `days` days away."""

    points: int
    last_day: date
    days: int
