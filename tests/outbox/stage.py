"""Events and reactions of the outbox's own tests, in a table of their own. Effects are lines of the journal."""

import time
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from pointdesk.audit.actions import record
from pointdesk.audit.models import Record
from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.events import Event
from pointdesk.outbox.actions import publish
from pointdesk.outbox.events import JobDue
from pointdesk.outbox.reactions import run_job
from pointdesk.outbox.rules import outside


@dataclass(frozen=True, kw_only=True)
class Rang(Event):
    """Something rang; `echoes` more will follow, one after the other."""

    number: int
    echoes: int = 0


@dataclass(frozen=True, kw_only=True)
class Broke(Event):
    """Something whose reactions fail."""

    number: int


@dataclass(frozen=True, kw_only=True)
class Ignored(Event):
    """Something to which nobody reacts."""


@dataclass(frozen=True, kw_only=True)
class Slow(Event):
    """Something to which the reaction takes a second."""

    number: int


@dataclass(frozen=True, kw_only=True)
class Held(Event):
    """Something to which the reaction takes a second inside its transaction."""

    number: int


def note(verb: str, subject: int | str, now: datetime) -> None:
    record(verb, by=SYSTEM, subject=("stage", subject), now=now)


def noted(verb: str) -> list[str]:
    return list(Record.objects.filter(verb=verb).order_by("id").values_list("subject_id", flat=True))


def heard(event: Rang, *, now: datetime) -> None:
    note("heard", event.number, now)
    if event.echoes:
        publish(Rang(number=event.number, echoes=event.echoes - 1), now=now)


def counted(event: Rang, *, now: datetime) -> None:
    note("counted", event.number, now)


@outside()
def told(event: Rang, *, now: datetime) -> None:
    note("told", event.number, now)


broken = True


def half_done(event: Broke, *, now: datetime) -> None:
    note("half done", event.number, now)
    if broken:
        raise RuntimeError("the second half")


@outside()
def unheard(event: Broke, *, now: datetime) -> None:
    raise ConnectionError("nobody answers")


@outside()
def slept(event: Slow, *, now: datetime) -> None:
    note("fell asleep", event.number, now)
    time.sleep(1)
    note("woke up", event.number, now)


def held(event: Held, *, now: datetime) -> None:
    note("held", event.number, now)
    time.sleep(1)


REACTIONS = {
    Rang: [heard, counted, told],
    Broke: [half_done, unheard],
    Ignored: [],
    Slow: [slept],
    Held: [held],
    JobDue: [run_job],
}


def tidy(now: datetime) -> None:
    note("tidied", now.isoformat(), now)


def count_up(now: datetime) -> None:
    note("counted up", now.isoformat(), now)


SCHEDULE = {"tidy": ("03:30", tidy), "count up": ("01:00", count_up)}


def zone() -> ZoneInfo:
    return ZoneInfo("Europe/Athens")
