from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

ReactionT = TypeVar("ReactionT", bound=Callable[..., Any])

LEASE = timedelta(minutes=5)
"""How long a delivery belongs to the worker that claimed it. Longer than a reaction takes, a mail server's timeout
included; when a worker dies, its delivery is taken over after this."""

_outside: dict[Callable[..., Any], timedelta] = {}


def outside(*, lease: timedelta = LEASE) -> Callable[[ReactionT], ReactionT]:
    """Mark a reaction that reaches outside its transaction: it sends mail, calls a service, or commits by itself.

    It runs without a surrounding transaction, so that nobody waits behind a slow mail server, and may happen again
    after a crash. All others run in one transaction with the mark "done": their effects happen exactly once.
    """

    def mark(reaction: ReactionT) -> ReactionT:
        _outside[reaction] = lease
        return reaction

    return mark


def is_outside(reaction: Callable[..., Any]) -> bool:
    """Whether the reaction was marked with `outside`."""
    return reaction in _outside


def lease_of(reaction: Callable[..., Any] | None) -> timedelta:
    """How long a worker may hold a delivery to this reaction."""
    return LEASE if reaction is None else _outside.get(reaction, LEASE)
