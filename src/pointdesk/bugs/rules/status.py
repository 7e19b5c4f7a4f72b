from enum import StrEnum


class BugStatus(StrEnum):
    """Where a bug stands. Whether one ticket is this bug is a matter of its link."""

    REPORTED = "reported"
    """Somebody suspects it."""
    CONFIRMED = "confirmed"
    """It is the vendor's: whoever's ticket it caused gets everything back (P9)."""
    FIXED = "fixed"
    """Confirmed, and a version without it is out; tickets that it causes are returned all the same."""
    REJECTED = "rejected"
    """It is none: the software does what it should, or the fault is elsewhere."""


def is_ours(status: BugStatus) -> bool:
    """Whether tickets caused by the bug cost nothing: it is confirmed, known and fixed ones included (P9)."""
    return status in (BugStatus.CONFIRMED, BugStatus.FIXED)
