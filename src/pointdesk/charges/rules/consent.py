"""P17 and ruling 17: the customer's consent to a price is one number per ticket.

`agreed_up_to` is None (go ahead, whatever it costs), N (go ahead up to N points) or 0 (tell me the price first).
"""


def must_ask(new: int, *, price: int | None, agreed_up_to: int | None, quoted: bool = False) -> bool:
    """Whether a new price is a question to the customer instead of a price.

    A price that is not higher than the one that holds never asks (P18), so neither does a price of 0. A quote above it
    always asks (P15); anything else asks above the number agreed.
    """
    if new <= (price or 0):
        return False
    return quoted or (agreed_up_to is not None and new > agreed_up_to)


def after_accepting(offered: int, agreed_up_to: int | None) -> int | None:
    """The number agreed once an offer was accepted: raised to it, never lowered; "go ahead" stays."""
    return None if agreed_up_to is None else max(agreed_up_to, offered)


def in_split_ticket(agreed_up_to: int | None) -> int | None:
    """The number agreed for an issue split out of a ticket: consent to one issue is none to another."""
    return None if agreed_up_to is None else 0
