"""Ruling 19: what closing makes of a price."""


def is_evaluated(price: int | None, *, was_offered: bool) -> bool:
    """Whether somebody has said what the ticket costs, so that it may be solved: it has a price, or its first price was
    offered and not accepted."""
    return price is not None or was_offered


def settled_price(charged: int) -> int:
    """The price at closing is what was charged: open offers and waiting prices are withdrawn."""
    return charged


def needs_reason(price: int | None, *, charged: int) -> bool:
    """Whether staff who close the ticket must say why: nothing was charged, and nobody priced it at 0."""
    return charged == 0 and price != 0
