"""Play the year: everything that the example vendor's Pointdesk holds comes about here."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.contrib.auth.hashers import PBKDF2PasswordHasher

# It also tells the mail framework, which plain assignment would not.
from django.test.utils import override_settings

from pointdesk.demo.agenda import Story
from pointdesk.demo.everyday import customer
from pointdesk.demo.firms import FIRMS, IN_SCENES
from pointdesk.demo.founding import found
from pointdesk.demo.nights import nights
from pointdesk.demo.scenes import SCENES
from pointdesk.demo.shop import join
from pointdesk.demo.stage import Stage
from pointdesk.kit.clock import StoppedClock, told_by
from pointdesk.outbox.actions import drain

SEED = 210
"""So that a year can be played again, act by act."""
LENGTH = timedelta(days=400)
"""A little more than a year, so that points have expired."""

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"


class QuickHasher(PBKDF2PasswordHasher):
    """The password is printed at every start, so its hashes need not be slow; signing in makes them slow again."""

    iterations = 1_000


JOINED = {
    "olivea": 390, "meltemi-kites": 374, "thalassa-diving": 355, "lykos-outdoor": 320, "delphi-books": 260,
    "hestia-home": 70, "helios-lamps": 185, "iris-optics": 175, "argo-sails": 145, "pallas-toys": 120,
}  # fmt: skip
"""How many days ago the firms of the scenes became customers; those who are missing come in their scene."""


@dataclass(frozen=True)
class Scale:
    """How much there is beside the scenes."""

    firms: int = len(FIRMS)
    tickets: int = 340


def build(now: datetime, scale: Scale | None = None) -> None:
    """Play the year that ends `now`, in an empty and migrated database.

    Everything is an act of somebody, at its own moment, and the worker follows each one; mails go nowhere, but their
    notices are there.
    """
    end = now.replace(microsecond=0)
    clock, chance = StoppedClock(end - LENGTH), Random(SEED)  # noqa: S311 -- must repeat itself, guards nothing
    with told_by(clock), override_settings(EMAIL_BACKEND=NOWHERE, PASSWORD_HASHERS=[f"{__name__}.QuickHasher"]):
        stage = found(clock, end, chance)
        drain(clock.now())
        for story in _stories(stage, scale or Scale()):
            stage.agenda.add(story)
        stage.agenda.play(after_each=drain)


def _stories(stage: Stage, scale: Scale) -> list[Story]:
    return [
        nights(stage),
        *(_joins(stage, code, days) for code, days in JOINED.items()),
        *_everyday(stage, scale),
        *(scene(stage) for scene in SCENES),
    ]


def _joins(stage: Stage, code: str, days: int) -> Story:
    yield stage.ago(days, 9, 30)
    join(stage, IN_SCENES[code])


def _everyday(stage: Stage, scale: Scale) -> list[Story]:
    """The firms come one after the other, faster in the beginning; some ask much more than others."""
    firms = FIRMS[: scale.firms]
    weights = [stage.chance.uniform(0.3, 2) for _ in firms]
    share = scale.tickets / sum(weights) if weights else 0
    joins = [
        stage.now + LENGTH * 0.85 * (number / len(firms)) ** 1.6 + timedelta(hours=3) for number in range(len(firms))
    ]
    return [
        customer(stage, firm, joins_at, round(weight * share))
        for firm, joins_at, weight in zip(firms, joins, weights, strict=True)
    ]
