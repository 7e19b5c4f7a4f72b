"""P15, P17: prices that are questions to the customer."""

from datetime import date, timedelta
from enum import StrEnum

from pointdesk.kit.days import years_after
from pointdesk.kit.errors import InvalidInput

QUOTE_DAYS = 30
"""How many days after today a quote is valid where staff names no last day."""


QUOTE_YEARS = 2
"""How many years ahead a quote's last day may lie: a bound against typing errors, far above any offer."""


class OfferKind(StrEnum):
    """A price above the customer's consent, or a quote in points for work upon request."""

    QUESTION = "question"
    QUOTE = "quote"


class OfferState(StrEnum):
    """What became of an offer. That a quote lapsed is not stored: its last day says so."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SUPERSEDED = "superseded"
    """Another price, or another delivery, took its place."""
    WITHDRAWN = "withdrawn"
    """The ticket was closed, merged, or turned out to cost nothing."""


def last_day(valid_until: date | None, today: date) -> date:
    """The last day of a quote made today, that day included. Raises InvalidInput("valid_until", "past" | "too_far")."""
    if valid_until is None:
        return today + timedelta(days=QUOTE_DAYS)
    if valid_until < today:
        raise InvalidInput(field="valid_until", problem="past")
    if valid_until > years_after(today, QUOTE_YEARS):
        raise InvalidInput(field="valid_until", problem="too_far")
    return valid_until


def has_lapsed(valid_until: date | None, today: date) -> bool:
    """Whether the last day is over; a price question has none."""
    return valid_until is not None and today > valid_until
