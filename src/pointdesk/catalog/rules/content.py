"""What one version of a product line's scheme says: groups, items, packs and texts, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pointdesk.catalog.errors import UnknownItem

Words = Mapping[str, str]
"""A text by language code: ``{"en": "...", "el": "..."}``."""


def said(words: Words, language: str) -> str:
    """The text in the reader's language, else in English, else in any."""
    return words.get(language) or words.get("en") or next(iter(words.values()), "")


@dataclass(frozen=True)
class Group:
    """A heading of the price list (R13–R14)."""

    code: str
    names: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """A kind of issue and its price.

    `points` for one of it, or None: upon request (R27), priced only by a quote. `never_doubles` keeps the price where
    the support is given by phone or urgently (P4). `quantity_allowed`: one ticket may hold several of it (R24, per
    module). `minutes_hint` is the time that the item stands for (R21–R22): information, never a price.
    """

    code: str
    group: str
    points: int | None
    never_doubles: bool = False
    quantity_allowed: bool = False
    minutes_hint: int | None = None
    names: Words = field(default_factory=dict)
    descriptions: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Pack:
    """Points sold at once: `net_cents` of `currency` without VAT. A code's points never change, its price may."""

    code: str
    points: int
    net_cents: int
    currency: str = "EUR"
    names: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Text:
    """A sentence of the scheme's page, found by its key."""

    key: str
    texts: Words


@dataclass(frozen=True)
class Content:
    """All that a version says, in the page's order. Versions with equal content are the same to a customer."""

    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    packs: tuple[Pack, ...] = ()
    texts: tuple[Text, ...] = ()
    phone_multiplier: int = 2
    urgent_multiplier: int = 2


def changed_points(content: Content, points: Mapping[str, int | None]) -> Content:
    """The content with other points for the named items; what is not named stays. Raises UnknownItem."""
    unknown = sorted(set(points) - {item.code for item in content.items})
    if unknown:
        raise UnknownItem(item=unknown[0])
    items = tuple(replace(i, points=points[i.code]) if i.code in points else i for i in content.items)
    return replace(content, items=items)
