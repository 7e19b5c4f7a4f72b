"""The issues that customers write about, as `issues.yaml` tells them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

WRAPPED = re.compile(r"^(.{86,})\n *(?=[^\s-])", re.MULTILINE)
"""A line of the file that goes on in the next one only because the file is not wider: people do not write so."""


@dataclass(frozen=True)
class Turn:
    """One moment of a talk: a price or a quote set, a note, and what somebody says; `solved` is the staff's last word.

    `reason` is why a price became another, or what a quote is for.
    """

    agent: str = ""
    customer: str = ""
    solved: str = ""
    note: str = ""
    price: str = ""
    quantity: int = 1
    quote: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Issue:
    """Something that people write about. `weight`: how often it is drawn, 0 for an issue that one scene tells."""

    code: str
    language: str
    weight: int
    subject: str
    open: str
    talk: tuple[Turn, ...]

    @property
    def solved(self) -> str:
        """The last word of the staff."""
        return next((turn.solved for turn in reversed(self.talk) if turn.solved), "")


class Words(dict[str, str]):
    """What the texts' placeholders stand for in one ticket."""

    def fill(self, text: str) -> str:
        """The text with its placeholders filled in."""
        for name, value in self.items():
            text = text.replace("{" + name + "}", value)
        return text.strip()


def issue(code: str) -> Issue:
    """The issue of that code."""
    return _file()[0][code]


def drawn_issue(language: str, chance: Random) -> Issue:
    """One of the everyday issues in a language, the common ones more often."""
    known = [found for found in _file()[0].values() if found.language == language and found.weight]
    return chance.choices(known, weights=[found.weight for found in known])[0]


def phone_issue(language: str, chance: Random) -> Issue:
    """One of the issues in a language that people call about."""
    known = _file()[0].values()
    return chance.choice([told for told in known if told.language == language and told.code.startswith("phone-")])


def drawn_words(chance: Random, **given: str) -> Words:
    """The given words, and one of each list of the file."""
    return Words({name: chance.choice(choices) for name, choices in _file()[1].items()}, **given)


@cache
def _file() -> tuple[Mapping[str, Issue], Mapping[str, list[str]]]:
    data = yaml.safe_load(Path(__file__).with_name("issues.yaml").read_text())
    return {found.code: found for found in _issues(data["issues"])}, data["words"]


def _issues(rows: list[dict[str, Any]]) -> Iterator[Issue]:
    # Fields are named as in the file, so a misspelt one stops the reading.
    for row in rows:
        talk = tuple(Turn(**_unfolded(turn)) for turn in row["talk"])
        yield Issue(**_unfolded(row) | {"talk": talk})


def _unfolded(texts: dict[str, Any]) -> dict[str, Any]:
    return {name: WRAPPED.sub(r"\1 ", text) if isinstance(text, str) else text for name, text in texts.items()}
