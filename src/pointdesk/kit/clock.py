"""The one clock. Doors, commands and the worker read it once per act and hand `now` down; nobody below reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that tells the time as an aware UTC datetime."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)  # noqa: TID251 -- the one place that asks the machine


class StoppedClock:
    """A clock that stands still until it is moved: stories and tests are played by it."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The instant at which it stands."""
        return self._at

    def move_to(self, at: datetime) -> None:
        """Stand at another instant."""
        self._at = at.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Stand later by `by`."""
        self._at += by


_clock: Clock = SystemClock()


def now() -> datetime:
    """The present instant of the whole application, in UTC."""
    return _clock.now()


@contextmanager
def told_by(clock: Clock) -> Iterator[None]:
    """Let the whole process read its time from `clock` (for played stories and tests)."""
    global _clock
    before, _clock = _clock, clock
    try:
        yield
    finally:
        _clock = before
