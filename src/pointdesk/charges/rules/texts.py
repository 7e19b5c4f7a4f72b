"""How long the words around a price may be."""

from pointdesk.kit.texts import one_line, whole_text

LONGEST_REASON = 2_000
LONGEST_QUOTE = 5_000
LONGEST_KEY = 200


def reason_of(text: str, *, least: int = 0) -> str:
    """Why, in words that the customer reads. Raises InvalidInput("reason", …)."""
    return whole_text(text, field="reason", most=LONGEST_REASON, least=least)


def quote_of(text: str) -> str:
    """What a quote is for. Raises InvalidInput("text", …)."""
    return whole_text(text, field="text", most=LONGEST_QUOTE)


def key_of(key: str) -> str:
    """An idempotency key. Raises InvalidInput("key", …)."""
    return one_line(key, field="key", most=LONGEST_KEY)
