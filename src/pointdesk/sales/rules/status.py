from enum import StrEnum


class OrderStatus(StrEnum):
    """What a shop says about an order as a whole (P13)."""

    PENDING = "pending"
    PAID = "paid"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"
    CHARGED_BACK = "charged_back"

    @property
    def rank(self) -> int:
        """Its place on the one way that orders go (ruling 23): nothing reported later makes it smaller."""
        return _RANKS[self]

    @property
    def is_paid(self) -> bool:
        """Whether the money is with the vendor, so that lines give what was bought."""
        return self in (OrderStatus.PAID, OrderStatus.PARTIALLY_REFUNDED)


_RANKS = {
    OrderStatus.PENDING: 0,
    OrderStatus.PAID: 1,
    OrderStatus.PARTIALLY_REFUNDED: 2,
    OrderStatus.REFUNDED: 3,
    OrderStatus.CANCELLED: 3,
    # Above a refund: the bank has taken the money, whatever the shop reports of the order afterwards.
    OrderStatus.CHARGED_BACK: 4,
}
