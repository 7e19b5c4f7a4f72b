from datetime import timedelta

MOST_ATTEMPTS = 16
"""After so many failures a delivery is parked for a person: about 29 hours after the first."""

FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=6)


def wait_after(attempts: int, jitter: float) -> timedelta:
    """How long to wait after the failure number `attempts` (1, 2, …): 10 s, doubled each time, at most 6 hours.

    `jitter` (0 ≤ jitter < 1) shortens the wait by up to a fifth, so that what failed together is not retried together.
    """
    # The exponent is bounded too: a large power of two does not fit into a timedelta.
    whole = min(FIRST_WAIT * (1 << min(attempts - 1, 20)), LONGEST_WAIT)
    return whole * (1 - jitter / 5)
