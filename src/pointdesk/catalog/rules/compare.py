"""What a new version changes, thing by thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from pointdesk.catalog.rules.content import Content, Group, Item, Pack, Text
from pointdesk.catalog.rules.packs import DearerPack

MULTIPLIERS = ("phone_multiplier", "urgent_multiplier")


@dataclass(frozen=True)
class Change:
    """One difference in `part` (``items``, ``packs``, ``groups``, ``texts``, ``multipliers``), to the thing of `code`.

    `kind` is ``added`` (`new` is the thing), ``retired`` (`old` is it), ``changed`` (`field` says what, for example
    ``points``, where None means upon request), or ``moved``: what stays is in another order, `old` and `new` are codes.
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
    factors = {name: (getattr(old, name, None), getattr(new, name)) for name in MULTIPLIERS}
    old = old or Content(groups=(), items=())
    return (
        *(
            Change("multipliers", name, "added" if was is None else "changed", "", was, factor)
            for name, (was, factor) in factors.items()
            if was != factor
        ),
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
            changes.append(Change(part, code, "added", new=thing))
        else:
            changes += _fields(part, code, before[code], thing)
    changes += [Change(part, code, "retired", old=thing) for code, thing in before.items() if code not in after]
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
