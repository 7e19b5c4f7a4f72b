"""The verbs of the grammar, one dataclass each: the fields are the keys. docs/playing-stories.md tells them in full.

Verbs that hold other steps or expectations stand in `story` and `expectation`.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Literal, get_args, get_type_hints

from pointdesk.play.rules.readers import (
    Customer,
    Email,
    Item,
    Line,
    NewOrder,
    NewTicket,
    Order,
    PointsOfItems,
    Sku,
    Staff,
    Ticket,
    Word,
)

MOST_TIMES = 1_000
"""How often one step may deliver the same order: a bound against typing errors."""

Status = Literal["pending", "paid", "partially_refunded", "refunded", "cancelled", "charged_back"]


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One act of a story."""

    @classmethod
    def fields_read_as(cls, kind: Any) -> list[str]:
        """The fields that are read as such a value: ``fields_read_as(Customer)`` are those that name customers."""
        hints = get_type_hints(cls, include_extras=True)
        return [f.name for f in fields(cls) if kind in (hints[f.name], *get_args(hints[f.name]))]


@dataclass(frozen=True, kw_only=True)
class OrderLine:
    """A line of an order; lines are known by their position."""

    sku: Sku
    quantity: int = 1
    refunded: int = 0


@dataclass(frozen=True, kw_only=True)
class ShopOrder(Verb):
    """The shop reports the whole state of an order, `times` times over (P13). Without `paid_at` an order is paid when
    the story first says so."""

    order: NewOrder
    customer: Customer
    status: Status
    lines: tuple[OrderLine, ...]
    paid_at: datetime | None = None
    email: Email | None = None
    vat_id: str | None = None
    phone: str | None = None
    times: int = 1

    def problem(self) -> str | None:
        """An order has lines, and is delivered at least once."""
        if not 1 <= self.times <= MOST_TIMES:
            return f"'times' goes from 1 to {MOST_TIMES}"
        return None if self.lines else "an order has at least one line"


@dataclass(frozen=True, kw_only=True)
class ForgedOrder(ShopOrder):
    """A delivery that must be refused and listed; so it makes no order."""

    order: Word
    fault: Literal["bad-signature", "stale"]


@dataclass(frozen=True, kw_only=True)
class DecideNewcomer(Verb):
    """Staff decides on a suspected duplicate (P12, ruling 25)."""

    customer: Customer
    verdict: Literal["new", "same"]
    product: Line = "x-cart"


@dataclass(frozen=True, kw_only=True)
class ChargeBack(Verb):
    """The bank takes the money of an order back (P14, ruling 24)."""

    order: Order


@dataclass(frozen=True, kw_only=True)
class SettleArrears(Verb):
    """Staff settles what a charge-back left open."""

    customer: Customer
    how: Literal["paid", "waived"]
    product: Line = "x-cart"


@dataclass(frozen=True, kw_only=True)
class Open(Verb):
    """A ticket is opened, with the customer's consent (P17)."""

    ticket: NewTicket
    customer: Customer
    via: Literal["web", "email", "phone", "api"] = "web"
    product: Line = "x-cart"
    cap: int | None = None
    price_first: bool = False
    urgent: bool = False

    def problem(self) -> str | None:
        """Consent is one number (ruling 30)."""
        return "'cap' and 'price_first' exclude each other" if self.price_first and self.cap is not None else None


@dataclass(frozen=True, kw_only=True)
class Call(Verb):
    """A phone call is logged (P19)."""

    customer: Customer
    verified: bool
    tickets: tuple[Ticket, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Price(Verb):
    """Staff evaluates the ticket."""

    ticket: Ticket
    item: Item
    quantity: int = 1
    by: Staff = "agent"


@dataclass(frozen=True, kw_only=True)
class Deliver(Verb):
    """How the support on this ticket is given; by phone it doubles."""

    ticket: Ticket
    by: Literal["online", "phone"]


@dataclass(frozen=True, kw_only=True)
class Urgent(Verb):
    """The ticket is flagged urgent, where the vendor offers that (P4)."""

    ticket: Ticket
    flag: bool = True


@dataclass(frozen=True, kw_only=True)
class Quote(Verb):
    """An "upon request" price is offered (P15)."""

    ticket: Ticket
    points: int
    valid_until: date | None = None
    by: Staff = "agent"


@dataclass(frozen=True, kw_only=True)
class Accept(Verb):
    """The customer agrees to the open quote or price question; `offer` counts the ticket's offers from 1, the present
    one where it is not named."""

    ticket: Ticket
    offer: int | None = None


@dataclass(frozen=True, kw_only=True)
class Decline(Verb):
    """The customer declines the open quote or price question."""

    ticket: Ticket
    offer: int | None = None


@dataclass(frozen=True, kw_only=True)
class Split(Verb):
    """A second issue in a ticket is moved to a ticket of its own (R2)."""

    ticket: Ticket
    into: NewTicket


@dataclass(frozen=True, kw_only=True)
class Merge(Verb):
    """Two tickets are the same issue: `ticket` goes into `into`, whose price stays (ruling 22)."""

    ticket: Ticket
    into: Ticket


@dataclass(frozen=True, kw_only=True)
class UndoMerge(Verb):
    """The merged ticket stands on its own again."""

    ticket: Ticket


@dataclass(frozen=True, kw_only=True)
class Reply(Verb):
    """A message on the ticket, by the customer unless staff is named; `automatic` is an out-of-office (P24)."""

    ticket: Ticket
    by: Staff = "customer"
    automatic: bool = False


@dataclass(frozen=True, kw_only=True)
class Solve(Verb):
    """Staff announces that the issue is solved; the clock of P16 runs."""

    ticket: Ticket
    by: Staff = "agent"


@dataclass(frozen=True, kw_only=True)
class Close(Verb):
    """The ticket is closed at once."""

    ticket: Ticket
    by: Staff = "agent"


@dataclass(frozen=True, kw_only=True)
class Reopen(Verb):
    """The ticket is reopened, by the customer unless staff is named (P16)."""

    ticket: Ticket
    by: Staff = "customer"


@dataclass(frozen=True, kw_only=True)
class Bug(Verb):
    """The vendor's bug is confirmed, with the tickets that it caused; the first time its patch is published too."""

    bug: Word
    tickets: tuple[Ticket, ...]


@dataclass(frozen=True, kw_only=True)
class NotABug(Verb):
    """The verdict is reversed: the ticket is priced again (P9)."""

    ticket: Ticket
    item: Item


@dataclass(frozen=True, kw_only=True)
class OwnFault(Verb):
    """What was paid for on this ticket was spoilt by the vendor's own work (P20)."""

    ticket: Ticket


@dataclass(frozen=True, kw_only=True)
class Review(Verb):
    """The customer asks to have the price reconsidered (P11)."""

    ticket: Ticket


@dataclass(frozen=True, kw_only=True)
class DecideReview(Verb):
    """A member of staff decides on the request. Without `by` it is the manager, or the agent where the manager priced
    the ticket."""

    ticket: Ticket
    verdict: Literal["keep", "lower", "return"]
    item: Item | None = None
    points: int | None = None
    by: Staff | None = None

    def problem(self) -> str | None:
        """A lower price is named by an item or in points; the other verdicts name none."""
        named = (self.item is not None) + (self.points is not None)
        if self.verdict == "lower":
            return None if named == 1 else "'lower' wants either 'item' or 'points'"
        return f"'{self.verdict}' names neither 'item' nor 'points'" if named else None


@dataclass(frozen=True, kw_only=True)
class NewPrices(Verb):
    """A new version of a price list takes effect; items that it does not name stay as they are."""

    from_: date
    points: PointsOfItems
    product: Line = "x-cart"


@dataclass(frozen=True, kw_only=True)
class DownloadPatch(Verb):
    """The customer downloads the bug's patch (P10)."""

    bug: Word
    customer: Customer


@dataclass(frozen=True, kw_only=True)
class Goodwill(Verb):
    """Staff gives points (P21); they live as long as bought ones unless `until` is named."""

    customer: Customer
    points: int
    until: date | None = None
    product: Line = "x-cart"
    by: Staff = "manager"


@dataclass(frozen=True, kw_only=True)
class Extend(Verb):
    """Staff re-issues the points of the lot that ends on `from`, until a later day (P21)."""

    customer: Customer
    from_: date
    until: date
    kind: Literal["paid", "free"] | None = None
    product: Line = "x-cart"
    by: Staff = "manager"


@dataclass(frozen=True, kw_only=True)
class TakeBack(Verb):
    """Staff takes back points given in error (P21)."""

    customer: Customer
    points: int
    product: Line = "x-cart"
    by: Staff = "manager"


@dataclass(frozen=True, kw_only=True)
class Transfer(Verb):
    """A sold licence goes to another customer, with all or some of the points (P23)."""

    customer: Customer
    to: Customer
    product: Line = "x-cart"
    points: int | None = None
    by: Staff = "manager"


@dataclass(frozen=True, kw_only=True)
class MergeCustomers(Verb):
    """Two customers are one: `customer` goes into `into` (P23)."""

    customer: Customer
    into: Customer
    by: Staff = "manager"


@dataclass(frozen=True, kw_only=True)
class Nightly(Verb):
    """The nightly jobs run."""


VERBS: dict[str, type[Verb]] = {
    "shop_order": ShopOrder,
    "forged_order": ForgedOrder,
    "decide_newcomer": DecideNewcomer,
    "charge_back": ChargeBack,
    "settle_arrears": SettleArrears,
    "open": Open,
    "call": Call,
    "price": Price,
    "deliver": Deliver,
    "urgent": Urgent,
    "quote": Quote,
    "accept": Accept,
    "decline": Decline,
    "split": Split,
    "merge": Merge,
    "undo_merge": UndoMerge,
    "reply": Reply,
    "solve": Solve,
    "close": Close,
    "reopen": Reopen,
    "bug": Bug,
    "not_a_bug": NotABug,
    "own_fault": OwnFault,
    "review": Review,
    "decide_review": DecideReview,
    "new_prices": NewPrices,
    "download_patch": DownloadPatch,
    "goodwill": Goodwill,
    "extend": Extend,
    "take_back": TakeBack,
    "transfer": Transfer,
    "merge_customers": MergeCustomers,
    "nightly": Nightly,
}
