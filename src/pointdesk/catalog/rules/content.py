"""What one version of a product line's scheme says: groups, items, packs and texts, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pointdesk.catalog.errors import UnknownItem, UnknownPack

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


def changed_packs(content: Content, cents: Mapping[str, int | None]) -> Content:
    """The content with other net prices for the packs named; None takes one off sale, if it is on.

    Raises UnknownPack where a price is given for one that is not.
    """
    unknown = sorted({code for code, net in cents.items() if net is not None} - {pack.code for pack in content.packs})
    if unknown:
        raise UnknownPack(pack=unknown[0])
    priced = ((pack, cents.get(pack.code, pack.net_cents)) for pack in content.packs)
    return replace(content, packs=tuple(replace(pack, net_cents=net) for pack, net in priced if net is not None))


def with_pack(content: Content, points: int, net_cents: int) -> Content:
    """The content with one more pack, named as the others are and standing among them by its size.

    A pack of so many points is on sale already? Then that one stays, at the new price.
    """
    code = f"points-{points}"
    others = [pack for pack in content.packs if pack.code != code]
    like = content.packs[0] if content.packs else Pack(code, points, net_cents, names=_plain_names(content, points))
    names = {language: _with_number(name, like.points, points) for language, name in like.names.items()}
    added = Pack(code, points, net_cents, like.currency, names)
    return replace(content, packs=tuple(sorted([*others, added], key=lambda pack: pack.points)))


@dataclass(frozen=True)
class Repricing:
    """Other figures for a version: points by item (None: upon request), net cents by pack (None: off sale), and one
    more pack, its points and net cents."""

    points: Mapping[str, int | None]
    packs: Mapping[str, int | None] = field(default_factory=dict)
    new_pack: tuple[int, int] | None = None


def repriced(content: Content, wanted: Repricing) -> Content:
    """The content with these figures. Raises UnknownItem, UnknownPack."""
    changed = changed_packs(changed_points(content, wanted.points), wanted.packs)
    return with_pack(changed, *wanted.new_pack) if wanted.new_pack else changed


def _with_number(name: str, old: int, new: int) -> str:
    return name.replace(str(old), str(new)) if str(old) in name else f"{name} ({new})"


def _plain_names(content: Content, points: int) -> Words:
    return dict.fromkeys(content.items[0].names, str(points))
