from datetime import date, timedelta
from enum import StrEnum

from pointdesk.kit.days import years_after


class NewcomerVerdict(StrEnum):
    """What staff decides about a suspected duplicate (P12)."""

    NEW = "new"
    SAME = "same"


def last_day_of_held_gift(purchased_on: date, decided_on: date, *, validity_years: int, least_days: int) -> date:
    """P12: a gift held back counts from the day of purchase, yet lives for at least `least_days` after the decision."""
    return max(years_after(purchased_on, validity_years), decided_on + timedelta(days=least_days))
