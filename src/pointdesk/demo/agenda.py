"""What is going to happen, in the order of time."""

from collections.abc import Callable, Iterator
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

from pointdesk.kit.clock import StoppedClock

Story = Iterator[datetime]
"""Something that takes a while: a generator that acts between its moments, and yields when it goes on next."""


class Agenda:
    """Stories side by side under one clock. What would happen after the end does not happen: it is still to come."""

    def __init__(self, clock: StoppedClock, end: datetime) -> None:
        self._clock, self._end = clock, end
        self._next: list[tuple[datetime, int, Story]] = []
        # Of two stories at the same moment the one that asked first goes first: a run can be repeated.
        self._order = count()

    def add(self, story: Story) -> None:
        """Let a story begin, at the first moment that it names; called within a story it begins there and then."""
        at = next(story, None)
        if at is not None:
            heappush(self._next, (max(at, self._clock.now()), next(self._order), story))

    def play(self, after_each: Callable[[datetime], object]) -> None:
        """Let all stories go on until the end; `after_each` is called with the moment after every step of one."""
        while self._next and self._next[0][0] <= self._end:
            at, _, story = heappop(self._next)
            self._clock.move_to(at)
            self.add(story)
            after_each(at)
