"""P11 and ruling 20: a price reconsidered."""

from datetime import date, timedelta
from enum import StrEnum

from pointdesk.kit.errors import InvalidInput


class ReviewState(StrEnum):
    """A request to reconsider a price, or its result."""

    OPEN = "open"
    KEPT = "kept"
    LOWERED = "lowered"
    RETURNED = "returned"


class Verdict(StrEnum):
    """How a review may be decided."""

    KEEP = "keep"
    LOWER = "lower"
    RETURN = "return"

    @classmethod
    def named(cls, name: str) -> "Verdict":
        """The verdict of that name. Raises InvalidInput("verdict", "unknown")."""
        if name not in list(cls):
            raise InvalidInput(field="verdict", problem="unknown")
        return cls(name)


def result_of(verdict: Verdict) -> ReviewState:
    """The state in which a verdict leaves the review."""
    return {
        Verdict.KEEP: ReviewState.KEPT,
        Verdict.LOWER: ReviewState.LOWERED,
        Verdict.RETURN: ReviewState.RETURNED,
    }[verdict]


def too_late_to_ask(today: date, *, settled_on: date | None, review_days: int | None) -> bool:
    """Whether the vendor's days for asking (counted from the day of closing, that day excluded) are over.

    Never while the ticket is open, never where the vendor sets no limit (the default).
    """
    if settled_on is None or review_days is None:
        return False
    return today > settled_on + timedelta(days=review_days)
