"""P5 and ruling 16: the tickets that wait for points in one wallet are a queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, order=True)
class Waiting:
    """A charge in its wallet's queue: `need` more points, asked for `since` then. Sorts by its place."""

    since: datetime
    charge_id: int
    need: int


def served(queue: Sequence[Waiting], available: int) -> tuple[Waiting, ...]:
    """The charges that the available points cover, strictly in order: none behind the first that does not fit."""
    covered = []
    for waiting in sorted(queue):
        if waiting.need > available:
            break
        available -= waiting.need
        covered.append(waiting)
    return tuple(covered)


def missing(queue: Sequence[Waiting], charge_id: int, available: int) -> int:
    """`waiting_for`: the needs up to and including this charge's, less the available points; 0 if it does not wait."""
    needs = 0
    for waiting in sorted(queue):
        needs += waiting.need
        if waiting.charge_id == charge_id:
            return max(0, needs - available)
    return 0
