from collections.abc import Sequence
from datetime import date, timedelta

AFTERWARDS = -1
"""Instead of the days before: the word that points have expired."""


def due_reminder(last_day: date, *, born_on: date, today: date, days_before: Sequence[int]) -> int | None:
    """Which reminder (60, 30, 7, 1 days before, as the vendor set it) is due for points with that last day, if any.

    It is the latest that has come due: a reminder that was missed is made up for once, by its successor at the latest.
    One for a day on which the points did not exist yet is never due: whoever gets points that live for 30 days has
    just read so. Nothing is due once the last day is over.
    """
    if today > last_day:
        return None
    due = [n for n in days_before if born_on < last_day - timedelta(days=n) <= today]
    return min(due, default=None)
