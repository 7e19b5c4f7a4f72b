"""What a new version changes, thing by thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from pointdesk.catalog.rules.content import Content, Group, Item, Pack, Text
from pointdesk.catalog.rules.packs import DearerPack


@dataclass(frozen=True)
class Change:
    """One difference in `part` (``items``, ``packs``, ``groups``, ``texts``, ``multipliers``), to the thing of `code`.

    `kind` is ``added`` (`old` is None), ``retired`` (`new` is None), ``changed`` (`field` says what, for example
    ``points``), or ``moved`` (the order of what stays is another; `old` and `new` are the codes in order). As points,
    None means upon request.
    """

    part: str
    code: str
    kind: str
    field: str = ""
    old: Any = None
    new: Any = None


@dataclass(frozen=True)
class PriceListPreview:
    """What publishing a content would do, before it is done.

    It would be `version`, in force from `in_force_from`, in place of `replaces` (None: nothing is in force then).
    Tickets opened before keep the list under which they were opened. Without `changes` nothing would be written.
    `dearer_packs` warns of larger packs whose points cost more.
    """

    version: int
    in_force_from: date
    replaces: int | None
    changes: tuple[Change, ...]
    dearer_packs: tuple[DearerPack, ...]


def compare(old: Content | None, new: Content) -> tuple[Change, ...]:
    """All differences from `old` (None: there was nothing) to `new`, in the order of the new page; none, if equal."""
    if old is None:
        old = Content(groups=(), items=(), phone_multiplier=1, urgent_multiplier=1)
    multipliers = [
        Change("multipliers", name, "changed", "factor", getattr(old, name), getattr(new, name))
        for name in ("phone_multiplier", "urgent_multiplier")
        if getattr(old, name) != getattr(new, name)
    ]
    return (
        *multipliers,
        *_part("groups", old.groups, new.groups),
        *_part("items", old.items, new.items),
        *_part("packs", old.packs, new.packs),
        *_part("texts", old.texts, new.texts),
    )


def _part(
    part: str, old: Sequence[Group | Item | Pack | Text], new: Sequence[Group | Item | Pack | Text]
) -> list[Change]:
    before, after = _by_code(old), _by_code(new)
    changes = []
    for code, thing in after.items():
        if code not in before:
            changes.append(Change(part, code, "added", new=_figure(thing)))
        else:
            changes += _fields(part, code, before[code], thing)
    changes += [
        Change(part, code, "retired", old=_figure(thing)) for code, thing in before.items() if code not in after
    ]
    kept = [code for code in before if code in after], [code for code in after if code in before]
    if kept[0] != kept[1]:
        changes.append(Change(part, "", "moved", old=tuple(kept[0]), new=tuple(kept[1])))
    return changes


def _fields(part: str, code: str, old: Any, new: Any) -> list[Change]:
    return [
        Change(part, code, "changed", f.name, getattr(old, f.name), getattr(new, f.name))
        for f in fields(new)
        if getattr(old, f.name) != getattr(new, f.name)
    ]


def _by_code(things: Sequence[Group | Item | Pack | Text]) -> Mapping[str, Any]:
    return {thing.key if isinstance(thing, Text) else thing.code: thing for thing in things}


def _figure(thing: Any) -> int | None:
    """What an item or a pack holds; groups and texts hold no figure."""
    return getattr(thing, "points", None)
