"""The one table from events to reactions, and the table of recurring jobs. Read it to know what happens after what."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from pointdesk.kit.events import Event

REACTIONS: dict[type[Event], Sequence[Callable[..., Any]]] = {}
"""Event → reactions ``(event, *, now)``, each idempotent, each retried on its own."""

SCHEDULE: dict[str, tuple[str, Callable[[datetime], Any]]] = {}
"""Job name → (daily time in the vendor's zone as HH:MM, job ``(now)``)."""
