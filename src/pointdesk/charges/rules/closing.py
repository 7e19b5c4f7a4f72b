"""Ruling 19: what closing makes of a price."""


def may_settle(price: int | None, *, was_offered: bool) -> bool:
    """Whether a ticket may be solved and closed: it has a price, or its first price was offered and not accepted."""
    return price is not None or was_offered


def settled_price(charged: int) -> int:
    """The price at closing is what was charged: open offers and waiting prices are withdrawn."""
    return charged


def needs_reason(price: int | None, *, charged: int) -> bool:
    """Whether staff who close the ticket must say why: a price was wanted and nothing of it was charged."""
    return charged == 0 and price != 0
