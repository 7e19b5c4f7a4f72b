"""What `config` has wired, found by the names in the settings: the outbox lies below all the rooms that react."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.module_loading import import_string

from pointdesk.kit.events import Event

Reaction = Callable[..., Any]
Job = Callable[[datetime], Any]


def reactions_to(kind: type[Event]) -> dict[str, Reaction]:
    """The reactions to a kind of event, by dotted name."""
    table: Mapping[type[Event], Sequence[Reaction]] = import_string(settings.POINTDESK_WIRING)
    return {f"{reaction.__module__}.{reaction.__qualname__}": reaction for reaction in table.get(kind, ())}


def jobs() -> dict[str, tuple[str, Job]]:
    """The recurring jobs: name → (HH:MM in the vendor's zone, job)."""
    return dict(import_string(settings.POINTDESK_SCHEDULE))


def zone() -> ZoneInfo:
    """The vendor's time zone, in which jobs come due."""
    found: ZoneInfo = import_string(settings.POINTDESK_ZONE)()
    return found
