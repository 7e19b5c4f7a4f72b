"""A whole story: read from its file, every word checked, every step with its moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

import yaml

from pointdesk.kit.days import years_after
from pointdesk.kit.points import MOST_POINTS
from pointdesk.play.rules import readers, words
from pointdesk.play.rules.cast import Cast, Reading
from pointdesk.play.rules.expectation import read_expect
from pointdesk.play.rules.nodes import Source, kind_of, root_of, text_of
from pointdesk.play.rules.readers import Line
from pointdesk.play.rules.record import read_record
from pointdesk.play.rules.verbs import VERBS, Nightly, Verb

FIRST_MOMENT = readers.noon(date(2026, 5, 5))
"""When a story starts that does not say when."""

MOST_TOGETHER = 40
"""Each step that happens at the same moment has a connection of its own, and a server has not many."""

BETWEEN_STEPS = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class GivenLot:
    """Points that a customer has at the start; bought a year before their last day unless `paid` is named."""

    points: int
    until: date
    kind: Literal["paid", "free"] = "paid"
    paid: date | None = None
    product: Line = "x-cart"

    @property
    def purchased_on(self) -> date:
        """The day of purchase."""
        return self.paid or years_after(self.until, -1)

    def problem(self) -> str | None:
        """There are points in it, and it was bought before it ended."""
        if not 1 <= self.points <= MOST_POINTS:
            return f"a lot holds 1 to {MOST_POINTS} points"
        return "'paid' is after 'until'" if self.purchased_on > self.until else None


@dataclass(frozen=True, kw_only=True)
class Given:
    """The state at the start. `policies` are the vendor's settings that differ from their defaults."""

    lots: tuple[tuple[str, tuple[GivenLot, ...]], ...] = ()
    shared_wallet: bool = False
    today: date | None = None
    policies: tuple[tuple[str, int | bool], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Step:
    """One act at one moment. `number` counts from 1, `line` is its line in the file; `refused` is the code with which
    the act must be refused, True for any code, None where it must succeed."""

    number: int
    line: int
    at: datetime
    verb: Verb
    refused: str | Literal[True] | None = None


@dataclass(frozen=True, kw_only=True)
class Together(Verb):
    """Steps that happen at the same moment, each over a connection of its own."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class Story:
    """A story as it will be played; `start` is the moment at which the given state is there."""

    file: str
    title: str
    given: Given
    start: datetime
    steps: tuple[Step, ...]


def read_story(path: Path) -> Story:
    """The story in a file. Raises StoryError, which names the file, the place and what is wrong."""
    return parse_story(text_of(path), str(path))


def parse_story(text: str, file: str) -> Story:
    """The story in a text. Raises StoryError."""
    root = root_of(text, file)
    reading = Reading(Source(file), Cast())
    parts: dict[str, yaml.Node] = {}
    for key, key_node, value in reading.source.entries(root, "a story"):
        if key not in ("title", "given", "steps"):
            hint = readers.closest(key, ("title", "given", "steps"))
            raise reading.source.wrong(key_node, f"unknown key '{key}' in a story ({hint})")
        parts[key] = value
    for key in ("title", "steps"):
        if key not in parts:
            raise reading.source.wrong(root, f"a story lacks '{key}'")
    title = readers.text(parts["title"], reading)
    given = _given(parts["given"], reading) if "given" in parts else Given()
    today = readers.noon(given.today) if given.today else None
    steps = _steps(parts["steps"], today, reading)
    return Story(file=file, title=title, given=given, start=today or steps[0].at, steps=steps)


def _given(node: yaml.Node, reading: Reading) -> Given:
    found: dict[str, object] = {}
    read = {"lots": _lots, "shared_wallet": readers.flag, "today": readers.day, "policies": _policies}
    for key, key_node, value in reading.source.entries(node, "'given'"):
        if key not in read:
            raise reading.source.wrong(key_node, f"unknown key '{key}' in 'given' ({readers.closest(key, read)})")
        found[key] = read[key](value, reading)
    return Given(**found)  # type: ignore[arg-type]  # each reader gives the type of the field of its key


def _lots(node: yaml.Node, reading: Reading) -> tuple[tuple[str, tuple[GivenLot, ...]], ...]:
    return tuple(
        (
            readers.customer(key_node, reading),
            tuple(
                read_record(GivenLot, lot, reading, f"a lot of '{name}'")
                for lot in reading.source.items(value, f"the lots of '{name}'")
            ),
        )
        for name, key_node, value in reading.source.entries(node, "'lots'")
    )


def _policies(node: yaml.Node, reading: Reading) -> tuple[tuple[str, int | bool], ...]:
    found: list[tuple[str, int | bool]] = []
    for name, key_node, value in reading.source.entries(node, "'policies'"):
        if name not in words.POLICIES:
            hint = readers.closest(name, words.POLICIES)
            raise reading.source.wrong(key_node, f"unknown policy '{name}' ({hint})")
        read = readers.flag if kind_of(value) == "true or false" else readers.whole_number
        found.append((name, read(value, reading)))
    return tuple(found)


def _steps(node: yaml.Node, today: datetime | None, reading: Reading) -> tuple[Step, ...]:
    steps: list[Step] = []
    for number, each in enumerate(reading.source.items(node, "'steps'"), start=1):
        earliest = steps[-1].at if steps else today
        usual = steps[-1].at + BETWEEN_STEPS if steps else today or FIRST_MOMENT
        step = _step(each, number, usual, reading, within=None)
        if earliest and step.at < earliest:
            was = earliest.astimezone(readers.ATHENS).isoformat(sep=" ", timespec="minutes")
            raise reading.source.wrong(each, f"time runs backwards: it was {was} before this step")
        steps.append(step)
    if not steps:
        raise reading.source.wrong(node, "a story has at least one step")
    return tuple(steps)


def _step(node: yaml.Node, number: int, usual: datetime, reading: Reading, *, within: str | None) -> Step:
    parts = {key: (key_node, value) for key, key_node, value in reading.source.entries(node, "a step")}
    verbs = [key for key in parts if key not in ("at", "refused")]
    for key in verbs:
        if key not in (*VERBS, "expect", "together"):
            hint = readers.closest(key, (*VERBS, "expect", "together"))
            raise reading.source.wrong(parts[key][0], f"unknown verb '{key}' ({hint})")
    if len(verbs) != 1:
        problem = f"one verb to a step, not {' and '.join(verbs)}" if verbs else "this step has no verb"
        raise reading.source.wrong(parts[verbs[1]][0] if verbs else node, problem)
    verb_node = parts[verbs[0]][1]
    if within and verbs[0] in ("expect", "together"):
        raise reading.source.wrong(parts[verbs[0]][0], f"'{verbs[0]}' does not stand within '{within}'")
    if within and "at" in parts:
        raise reading.source.wrong(parts["at"][0], f"steps within '{within}' share its moment: no 'at' here")
    refused = _refused(verbs[0], parts, reading)
    at = readers.moment(parts["at"][1], reading) if "at" in parts else usual
    reading.refused = refused is not None
    verb = _verb(verbs[0], verb_node, at, reading)
    if not within:
        reading.step_done()
    return Step(number=number, line=node.start_mark.line + 1, at=at, verb=verb, refused=refused)


def _refused(verb: str, parts: dict[str, tuple[yaml.Node, yaml.Node]], reading: Reading) -> str | Literal[True] | None:
    if "refused" not in parts:
        return None
    key_node, value = parts["refused"]
    if verb in ("expect", "together"):
        raise reading.source.wrong(key_node, f"'{verb}' cannot be refused")
    if kind_of(value) == "true or false":
        if not readers.flag(value, reading):
            raise reading.source.wrong(value, "'refused' is true or the name of an error")
        return True
    return readers.word(value, reading)


def _verb(name: str, node: yaml.Node, at: datetime, reading: Reading) -> Verb:
    if name == "expect":
        return read_expect(node, reading)
    if name == "together":
        return _together(node, at, reading)
    if VERBS[name] is Nightly and kind_of(node) == "nothing":
        return Nightly()
    return read_record(VERBS[name], node, reading, f"'{name}'")


def _together(node: yaml.Node, at: datetime, reading: Reading) -> Together:
    nodes = reading.source.items(node, "'together'")
    if not 1 <= len(nodes) <= MOST_TOGETHER:
        raise reading.source.wrong(node, f"'together' wants 1 to {MOST_TOGETHER} steps")
    return Together(
        steps=tuple(_step(each, number, at, reading, within="together") for number, each in enumerate(nodes, start=1))
    )
