"""A played story in words. Pure: the player hands over what happened."""

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any

from pointdesk.play.rules.expectation import Expect
from pointdesk.play.rules.readers import ATHENS
from pointdesk.play.rules.record import key_of
from pointdesk.play.rules.story import Step, Story, Together
from pointdesk.play.rules.verbs import VERBS, Verb

_NAMES: dict[type[Verb], str] = {**{cls: name for name, cls in VERBS.items()}, Expect: "expect", Together: "together"}


@dataclass(frozen=True, kw_only=True)
class PrintedLine:
    """A line of a statement: the day, what it is, points, the balance after it, and what it is about."""

    on: date
    kind: str
    points: int
    balance: int
    about: str


@dataclass(frozen=True, kw_only=True)
class PrintedStatement:
    """The statement of one wallet at the end of a story."""

    customer: str
    wallet: str
    lines: tuple[PrintedLine, ...]


@dataclass(frozen=True, kw_only=True)
class PlayedStep:
    """A step that was played: how it went (`done`, `refused CODE`, …), and what differs from the story."""

    step: Step
    outcome: str
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Played:
    """A story that was played, as far as it went."""

    story: Story
    steps: tuple[PlayedStep, ...]
    statements: tuple[PrintedStatement, ...]

    @property
    def holds(self) -> bool:
        """Whether every step went as the story says."""
        return not any(step.differences for step in self.steps)


def report(played: Played) -> Iterator[str]:
    """The lines to print for one story."""
    story = played.story
    yield f"{story.file}: {story.title}"
    yield from _given(story)
    for each in played.steps:
        yield f"  {each.step.number:>3}  {_local(each.step.at)}  {act_of(each.step.verb)}  → {each.outcome}"
        if isinstance(each.step.verb, Together):
            yield from (f"       · {act_of(inner.verb)}" for inner in each.step.verb.steps)
    for statement in played.statements:
        yield from _statement(statement)
    yield from _verdict(played)
    yield ""


def act_of(verb: Verb) -> str:
    """A verb as a line of YAML, without what is usual."""
    name = _NAMES[type(verb)]
    if isinstance(verb, Together):
        return f"{name}: {len(verb.steps)} steps"
    if isinstance(verb, Expect):
        return f"{name}: {_expected(verb)}"
    said = _said(verb)
    return f"{name}: {said}" if said != "{}" else name


def _given(story: Story) -> Iterator[str]:
    settings = [("shared_wallet", "true")] if story.given.shared_wallet else []
    settings += [(name, _value(value)) for name, value in story.given.policies]
    if settings:
        yield f"       given {', '.join(f'{name} {value}' for name, value in settings)}"
    for name, lots in story.given.lots:
        yield f"       given {name}: {_value(lots)}"


def _verdict(played: Played) -> Iterator[str]:
    if played.holds:
        yield f"  holds: {len(played.steps)} steps"
        return
    for each in played.steps:
        for difference in each.differences:
            yield f"  FAILS: {played.story.file}:{each.step.line}: step {each.step.number}: {difference}"


def _statement(statement: PrintedStatement) -> Iterator[str]:
    balance = statement.lines[-1].balance if statement.lines else 0
    yield f"  {statement.customer}, {statement.wallet}: {balance} points"
    width = max((len(line.kind) for line in statement.lines), default=0)
    for line in statement.lines:
        yield f"       {line.on}  {line.kind:<{width}}  {line.points:>+7}  {line.balance:>7}  {line.about}".rstrip()


def _local(at: datetime) -> str:
    return at.astimezone(ATHENS).strftime("%Y-%m-%d %H:%M")


def _expected(expect: Expect) -> str:
    parts = [f"{name}: {_said(each)}" for name, each in (*expect.customers, *expect.tickets)]
    if expect.either:
        parts.append(f"either: [{', '.join(_expected(each) for each in expect.either)}]")
    return f"{{{', '.join(parts)}}}"


def _said(record: Any) -> str:
    parts = [
        f"{key_of(f.name)}: {_value(getattr(record, f.name))}"
        for f in fields(record)
        if f.default is MISSING or getattr(record, f.name) != f.default
    ]
    return f"{{{', '.join(parts)}}}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return _local(value)
    if isinstance(value, tuple):
        if value and all(isinstance(pair, tuple) for pair in value):
            return f"{{{', '.join(f'{key}: {_value(v)}' for key, v in value)}}}"
        return f"[{', '.join(_value(v) for v in value)}]"
    return _said(value) if is_dataclass(value) else str(value)
