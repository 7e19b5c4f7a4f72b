"""What happened to orders, gifts and deliveries."""

from dataclasses import dataclass

from pointdesk.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class OrderApplied(Event):
    """A report changed an order. Points are what this report did: `granted` by packs, `gifted` as welcome, `cancelled`
    because money was paid back, `arrears` owed after a charge-back. A repeated report changes nothing and is not told.
    """

    order_id: int
    shop: str
    number: str
    customer_id: int
    status: str
    granted: int
    gifted: int
    cancelled: int
    arrears: int


@dataclass(frozen=True, kw_only=True)
class OrderChargedBack(Event):
    """The bank took the money of an order back: for staff. `arrears` are the points that were spent and are now owed;
    while there are any, the wallet takes no charges (P14)."""

    order_id: int
    shop: str
    number: str
    customer_id: int
    cancelled: int
    arrears: int


@dataclass(frozen=True, kw_only=True)
class StatusWentBack(Event):
    """A shop reported, later than all before, a status that lies behind the known one: for staff. Nothing was done:
    going back is an act of staff (ruling 23). Told at every such report."""

    order_id: int
    shop: str
    number: str
    status: str
    reported: str


@dataclass(frozen=True, kw_only=True)
class UnknownSku(Event):
    """An order has a line whose SKU nobody has given an effect: for staff, once for each line. The line is kept; a
    replay after the SKU is set gives what it should have given."""

    order_id: int
    shop: str
    number: str
    line: str
    sku: str


@dataclass(frozen=True, kw_only=True)
class PaidBackPointsMoved(Event):
    """Money was paid back for points of which `points` have moved to another customer: for staff. They stay there
    (ruling 24)."""

    order_id: int
    shop: str
    number: str
    customer_id: int
    lot_id: int
    points: int


@dataclass(frozen=True, kw_only=True)
class FirstPurchasePaid(Event):
    """A customer's first purchase of a product line is paid, and `points` were given as welcome (P12): none where the
    line gives none, or while a suspected duplicate waits (NewcomerHeld)."""

    order_id: int
    customer_id: int
    line_id: int
    points: int


@dataclass(frozen=True, kw_only=True)
class NewcomerHeld(Event):
    """A welcome gift of `points` waits for staff: the order shares e-mail, VAT number or phone with `suspects`, other
    customers' ids (ruling 25)."""

    order_id: int
    customer_id: int
    line_id: int
    points: int
    suspects: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class NewcomerDecided(Event):
    """Staff decided about a held gift: `verdict` is ``new`` (then `points` were given) or ``same`` (then none)."""

    customer_id: int
    line_id: int
    verdict: str
    points: int


@dataclass(frozen=True, kw_only=True)
class DeliveryReceived(Event):
    """A shop's delivery with a good signature is in the inbox. The worker applies it if the process that took it in
    came to an end before it could."""

    delivery_id: int


@dataclass(frozen=True, kw_only=True)
class DeliveryRefused(Event):
    """A delivery that its shop did sign was refused with `error`: for staff, because an order may be missing. Forged
    and stale ones are only listed in the inbox."""

    delivery_id: int
    shop: str
    error: str
