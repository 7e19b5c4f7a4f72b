"""What happened to customers as a whole."""

from dataclasses import dataclass

from pointdesk.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class LicenceTransferred(Event):
    """A licence of a product went from one customer to another, and `points` with it (P23)."""

    ownership_id: int
    product_id: int
    line_id: int
    from_customer_id: int
    to_customer_id: int
    points: int


@dataclass(frozen=True, kw_only=True)
class CustomersMerged(Event):
    """Two records of one customer became one (P23): everything is the survivor's now, `points` moved to its wallets."""

    customer_id: int
    survivor_id: int
    points: int
