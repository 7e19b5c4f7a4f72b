"""Whether a version can be published: every figure within bounds, every reference known, every text there."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pointdesk.catalog.rules.content import Content, Item, Pack, Words
from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.points import MOST_POINTS
from pointdesk.kit.texts import whole_text

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2,4})?")
CURRENCY = re.compile(r"[A-Z]{3}")
MOST_CENTS = 100_000_000
"""The dearest pack: a bound against typing errors."""
LONGEST_NAME, LONGEST_TEXT = 200, 4000


@dataclass(frozen=True)
class Problem:
    """What is wrong (an English code such as ``duplicate_code``) and where: ``("items", 3, "points")``."""

    path: tuple[str | int, ...]
    problem: str


def problems(content: Content, languages: Collection[str] | None = None) -> Iterator[Problem]:
    """All that is wrong with a content, in its order; nothing when it can be published.

    Every name and text must be there in each of the languages, and in no other; without them, in each that the content
    uses anywhere.
    """
    spoken = sorted(_languages_of(content) if languages is None else languages)
    for name in ("phone_multiplier", "urgent_multiplier"):
        yield from _whole((name,), getattr(content, name), 1, 10)
    yield from _codes("groups", [g.code for g in content.groups], needed=True)
    for number, group in enumerate(content.groups):
        yield from _words(("groups", number, "names"), group.names, spoken, LONGEST_NAME)
        if group.code not in {item.group for item in content.items}:
            yield Problem(("groups", number), "group_without_items")
    yield from _codes("items", [i.code for i in content.items], needed=True)
    for number, item in enumerate(content.items):
        yield from _item(number, item, {g.code for g in content.groups}, spoken)
    yield from _codes("packs", [p.code for p in content.packs])
    for number, pack in enumerate(content.packs):
        yield from _pack(number, pack, spoken)
    yield from _codes("texts", [t.key for t in content.texts], key="key")
    for number, text in enumerate(content.texts):
        yield from _words(("texts", number, "texts"), text.texts, spoken, LONGEST_TEXT)


def check(content: Content) -> None:
    """Refuse a content that cannot be published, naming its first problem. Raises InvalidInput."""
    for found in problems(content):
        raise InvalidInput(field=".".join(str(step) for step in found.path), problem=found.problem)


def _item(number: int, item: Item, groups: set[str], languages: Sequence[str]) -> Iterator[Problem]:
    at = ("items", number)
    if item.group not in groups:
        yield Problem((*at, "group"), "unknown_group")
    if item.points is not None:
        yield from _whole((*at, "points"), item.points, 0, MOST_POINTS)
    if item.minutes_hint is not None:
        yield from _whole((*at, "minutes_hint"), item.minutes_hint, 1, 10_000)
    yield from _words((*at, "names"), item.names, languages, LONGEST_NAME)
    yield from _words((*at, "descriptions"), item.descriptions, languages, LONGEST_TEXT)


def _pack(number: int, pack: Pack, languages: Sequence[str]) -> Iterator[Problem]:
    at = ("packs", number)
    yield from _whole((*at, "points"), pack.points, 1, MOST_POINTS)
    yield from _whole((*at, "net_cents"), pack.net_cents, 1, MOST_CENTS)
    if not CURRENCY.fullmatch(pack.currency):
        yield Problem((*at, "currency"), "not_a_currency")
    yield from _words((*at, "names"), pack.names, languages, LONGEST_NAME)


def whole_problem(value: object, least: int, most: int) -> str:
    """What is wrong with a figure that must be whole and within bounds; blank when nothing is."""
    if isinstance(value, bool) or not isinstance(value, int):
        return "not_whole"
    if value < least:
        return "negative" if value < 0 else "too_small"
    return "too_large" if value > most else ""


def _whole(path: tuple[str | int, ...], value: object, least: int, most: int) -> Iterator[Problem]:
    if problem := whole_problem(value, least, most):
        yield Problem(path, problem)


def _codes(part: str, codes: Sequence[str], *, key: str = "code", needed: bool = False) -> Iterator[Problem]:
    if needed and not codes:
        yield Problem((part,), "empty")
    seen: set[str] = set()
    for number, code in enumerate(codes):
        if not CODE.fullmatch(code) or len(code) > 40:
            yield Problem((part, number, key), "not_a_code")
        elif code in seen:
            yield Problem((part, number, key), "duplicate_code")
        seen.add(code)


def _words(path: tuple[str | int, ...], words: Words, languages: Sequence[str], most: int) -> Iterator[Problem]:
    for language in languages:
        if language not in words:
            yield Problem((*path, language), "missing_language")
    for language, text in words.items():
        if language not in languages:
            yield Problem((*path, language), "undeclared_language")
        elif not LANGUAGE.fullmatch(language):
            yield Problem((*path, language), "not_a_language")
        try:
            whole_text(text, field="text", most=most)
        except InvalidInput as refusal:
            yield Problem((*path, language), refusal.problem)


def _languages_of(content: Content) -> set[str]:
    return {
        language
        for words in (
            *(g.names for g in content.groups),
            *(w for i in content.items for w in (i.names, i.descriptions)),
            *(p.names for p in content.packs),
            *(t.texts for t in content.texts),
        )
        for language in words
    }
