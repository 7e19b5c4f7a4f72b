"""Plays a story: every verb through the actions of the rooms, the worker after every step, then all invariants."""

from collections.abc import Iterator
from datetime import datetime
from threading import Barrier, Thread

from django.db import connections

from pointdesk.kit.clock import StoppedClock, told_by
from pointdesk.kit.errors import DomainError
from pointdesk.outbox.actions import drain
from pointdesk.play.acts import ACTS, RECORDS_ATTEMPTS
from pointdesk.play.errors import StepFailed, StoryError
from pointdesk.play.rules.compare import differences
from pointdesk.play.rules.expectation import Expect
from pointdesk.play.rules.printing import Played, PlayedStep
from pointdesk.play.rules.readers import Customer, Staff
from pointdesk.play.rules.story import Step, Story, Together
from pointdesk.play.rules.verbs import ForgedOrder, ShopOrder, Verb
from pointdesk.play.stage.given import give
from pointdesk.play.stage.invariants import broken
from pointdesk.play.stage.seen import World
from pointdesk.play.stage.snapshot import all_rows, changed
from pointdesk.play.stage.stage import Stage
from pointdesk.play.stage.throwaway import Playhouse
from pointdesk.sales.queries import inbox

FAULTS = {"bad-signature": "BadSignature", "stale": "StaleDelivery"}


def play(story: Story, house: Playhouse) -> Played:
    """Play a story on a fresh copy of the furnished database, to its end or to the first step that fails.

    Raises StoryError where the rules do not let the given state be.
    """
    clock, stage = StoppedClock(story.start), Stage()
    with house.copy(), told_by(clock):
        try:
            give(story, stage)
        except DomainError as refusal:
            raise StoryError(f"{story.file}: what is given cannot be: {refusal}") from None
        steps = tuple(_steps(story, stage, clock))
        return Played(story=story, steps=steps, statements=World(stage, clock.now()).statements())


def _steps(story: Story, stage: Stage, clock: StoppedClock) -> Iterator[PlayedStep]:
    for step in story.steps:
        clock.move_to(step.at)
        try:
            outcome = _step(step, stage)
        except Exception as fault:  # a story names the step at which the program broke
            yield PlayedStep(step=step, outcome="fails", differences=_failure(fault).differences)
            return
        yield PlayedStep(step=step, outcome=outcome)


def _step(step: Step, stage: Stage) -> str:
    """Play one step, let the worker react, look at the invariants. Raises StepFailed."""
    if isinstance(step.verb, Expect):
        outcome = _expect(step.verb, stage, step.at)
    elif isinstance(step.verb, Together):
        outcome = _together(step.verb, stage, step.at)
    else:
        _introduce(step.verb, stage, step.at)
        outcome = _act(step, stage)
    drain(step.at)
    problems = broken(step.at)
    if problems:
        raise StepFailed(*problems)
    return outcome


def _expect(expect: Expect, stage: Stage, now: datetime) -> str:
    found = differences(expect, World(stage, now))
    if found:
        raise StepFailed(*found)
    return "holds"


def _act(step: Step, stage: Stage) -> str:
    refusable = step.refused is not None or isinstance(step.verb, ForgedOrder)
    before = all_rows() if refusable else {}
    outcome = _attempt(step, stage)
    if refusable:
        rows = changed(before, all_rows(), but=RECORDS_ATTEMPTS.get(type(step.verb), frozenset()))
        if rows:
            raise StepFailed(*(f"expected that a refusal writes nothing (invariant 7), seen {row}" for row in rows))
    return outcome


def _attempt(step: Step, stage: Stage) -> str:
    """Do it, and compare how it went with what the step says. Raises StepFailed."""
    expected = _expected(step)
    try:
        ACTS[type(step.verb)](step.verb, stage, step.at)
    except DomainError as refusal:
        if expected is None:
            raise StepFailed(f"expected done, seen refused {refusal}") from None
        if expected is not True and expected != refusal.code:
            raise StepFailed(f"expected refused {expected}, seen refused {refusal}") from None
        _listed(step.verb, refusal)
        return f"refused {refusal}"
    if expected is not None:
        raise StepFailed(f"expected refused{'' if expected is True else f' {expected}'}, seen done")
    return "done"


def _expected(step: Step) -> str | bool | None:
    """The code of the refusal that is expected, True for any, None where the act must succeed."""
    if isinstance(step.verb, ForgedOrder) and step.refused in (None, True):
        return FAULTS[step.verb.fault]
    return step.refused


def _listed(verb: Verb, refusal: DomainError) -> None:
    if isinstance(verb, ForgedOrder):
        latest = inbox(limit=1).deliveries
        if not latest or latest[0].error != refusal.code:
            raise StepFailed("expected that the refused delivery is listed, seen an inbox without it")


def _failure(fault: Exception) -> StepFailed:
    """What went wrong, as a failed step tells it."""
    if isinstance(fault, StepFailed):
        return fault
    return StepFailed(f"expected that the program works, seen {type(fault).__name__}: {fault}".splitlines()[0])


def _introduce(verb: Verb, stage: Stage, now: datetime) -> None:
    """Let whoever the verb names for the first time enter before it acts; the shop's customers enter by the order."""
    if isinstance(verb, ShopOrder):
        return
    for name in verb.fields_read_as(Customer):
        stage.owner(stage.customer(getattr(verb, name), now), now)
    for name in verb.fields_read_as(Staff):
        if getattr(verb, name) not in (None, "customer"):
            stage.staff(getattr(verb, name), now)


def _together(together: Together, stage: Stage, now: datetime) -> str:
    """Let the steps happen at once, each in a thread with a connection of its own. Raises StepFailed."""
    for step in together.steps:
        _introduce(step.verb, stage, now)
    start = Barrier(len(together.steps))
    outcomes: dict[int, str | StepFailed] = {}

    def run(step: Step) -> None:
        try:
            start.wait()
            outcomes[step.number] = _attempt(step, stage)
        except Exception as fault:
            outcomes[step.number] = _failure(fault)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(step,)) for step in together.steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    failures = {n: o for n, o in sorted(outcomes.items()) if isinstance(o, StepFailed)}
    if failures:
        raise StepFailed(
            *(f"{number} of together: {d}" for number, failed in failures.items() for d in failed.differences)
        )
    return ", ".join(str(outcomes[step.number]) for step in together.steps)
