"""The prices of a product line: what is in force, what is planned, and what a change would do."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pointdesk.catalog.queries import VersionRow, VersionState, preview_price_list, scheme, scheme_on, versions
from pointdesk.catalog.rules import (
    Change,
    Content,
    Pack,
    PriceListPreview,
    Repricing,
    dearer_packs,
    price_per_point,
    repriced,
    said,
)
from pointdesk.kit.days import day_of
from pointdesk.kit.money import Money
from pointdesk.ui.components.figures import grouped
from pointdesk.vendor.queries import policies, product_line, product_lines


@dataclass(frozen=True)
class PackRow:
    """A pack with what one of its points costs; `dearer_than` is the smaller pack in which a point costs less."""

    name: str
    points: int
    price: Money
    per_point: Decimal
    dearer_than: int | None
    dearer_price: Decimal | None


@dataclass(frozen=True)
class ChangeRow:
    """One thing that a change would do: its name, and the figures before and after."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Preview:
    """What publishing would do: nothing without `changes`; `packs` are those that would be on sale then."""

    version: int
    in_force_from: date
    changes: list[ChangeRow]
    packs: list[PackRow]


@dataclass(frozen=True)
class PricesPage:
    """The price list of a line that is in force, those that are planned, and what a change would do."""

    lines: list[tuple[str, str]]
    line: str
    code: str
    version: int
    in_force_from: date
    packs: list[PackRow]
    versions: list[VersionRow]
    preview: Preview | None


@dataclass(frozen=True)
class Standing:
    """What a change builds on: the last version that stands, planned or in force, and the first day for a new one.

    `shown` is what the form shows: that version, or the one that stood when the form was made.
    """

    version: int
    first_day: date
    shown: Content


def standing(code: str, now: datetime, *, base: str = "") -> Standing:
    """The last version of a line that stands; `base` is the number of the version of which a form was made.

    Raises NotFound, NoPriceList.
    """
    line_id, today = product_line(code).pk, day_of(now, policies().zone)
    known = versions(line_id, today)
    first_day = max([today, *(row.in_force_from for row in known if row.state is VersionState.PLANNED)])
    last = scheme_on(line_id, first_day)
    earlier = next((row.id for row in known if str(row.version) == base and row.version != last.version), None)
    return Standing(last.version, first_day, scheme(earlier).content if earlier else last.content)


def build_prices(code: str, now: datetime, *, preview: Preview | None = None) -> PricesPage:
    """The page. Raises NotFound, NoPriceList."""
    line = product_line(code)
    today = day_of(now, policies().zone)
    view = scheme_on(line.pk, today)
    return PricesPage(
        lines=[(x.code, x.name) for x in product_lines()],
        line=line.name,
        code=code,
        version=view.version,
        in_force_from=view.in_force_from,
        packs=_packs(view.content.packs),
        versions=versions(line.pk, today),
        preview=preview,
    )


def build_preview(code: str, since: date, wanted: Repricing, now: datetime) -> Preview:
    """What publishing would do. Raises what it would be refused with."""
    line_id, today = product_line(code).pk, day_of(now, policies().zone)
    before = scheme_on(line_id, max(since, today)).content
    after = repriced(before, wanted)
    found = preview_price_list(line_id=line_id, in_force_from=since, content=after, today=today)
    return _said(found, before, after)


def _said(found: PriceListPreview, before: Content, after: Content) -> Preview:
    language = get_language() or "en"
    names = {("items", item.code): said(item.names, language) for item in before.items}
    names |= {("packs", pack.code): said(pack.names, language) for pack in (*before.packs, *after.packs)}
    return Preview(
        version=found.version,
        in_force_from=found.in_force_from,
        changes=[_row(change, names.get((change.part, change.code), change.code)) for change in found.changes],
        packs=_packs(after.packs),
    )


def _row(change: Change, name: str) -> ChangeRow:
    if change.kind == "moved":
        return ChangeRow(_("Order on the page"), "", _("by size"))
    if change.part == "packs":
        return ChangeRow(name, _pack_figure(change.old), _pack_figure(change.new))
    return ChangeRow(name, _item_figure(change.old), _item_figure(change.new))


def _item_figure(points: int | None) -> str:
    return _("upon request") if points is None else grouped(points)


def _pack_figure(was: Any) -> str:
    if was is None:
        return _("not on sale")
    cents = was.net_cents if isinstance(was, Pack) else was
    return number_format(Decimal(cents) / 100, decimal_pos=2, use_l10n=True)


def _packs(packs: tuple[Pack, ...]) -> list[PackRow]:
    dearer = {found.larger.code: found.smaller for found in dearer_packs(packs)}
    language = get_language() or "en"
    rows = []
    for pack in packs:
        smaller = dearer.get(pack.code)
        rows.append(
            PackRow(
                said(pack.names, language), pack.points, Money(pack.net_cents, pack.currency), price_per_point(pack),
                smaller.points if smaller else None, price_per_point(smaller) if smaller else None,
            )
        )  # fmt: skip
    return rows
