from dataclasses import dataclass
from datetime import datetime

from pointdesk.outbox.models import Delivery, State


@dataclass(frozen=True)
class Trouble:
    """A delivery that has failed: `due_at` says when it is tried again, where it is not parked."""

    id: int
    event: str
    reaction: str
    attempts: int
    error: str
    occurred_at: datetime
    due_at: datetime


def parked() -> list[Trouble]:
    """What was given up and waits for a person, oldest first."""
    return _troubles(state=State.PARKED)


def failing() -> list[Trouble]:
    """What has failed at least once and will be tried again, oldest first."""
    return [trouble for trouble in _troubles(state=State.PENDING) if trouble.error]


def _troubles(*, state: State) -> list[Trouble]:
    return [
        Trouble(
            id=delivery.pk, event=delivery.event.name, reaction=delivery.reaction, attempts=delivery.attempts,
            error=delivery.last_error, occurred_at=delivery.event.occurred_at, due_at=delivery.due_at,
        )
        for delivery in Delivery.objects.filter(state=state).select_related("event").order_by("id")
    ]  # fmt: skip
