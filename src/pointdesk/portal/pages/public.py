from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from pointdesk.catalog.queries import lines_with_scheme, scheme_on
from pointdesk.catalog.rules import Content, Item, Pack, price_per_point, said
from pointdesk.kit.days import day_of, years_after
from pointdesk.kit.money import Money
from pointdesk.vendor.queries import policies, product_line, product_lines, vendor


@dataclass(frozen=True)
class LineLink:
    """A product line that has a page, under its category (R1)."""

    code: str
    name: str
    category: str


@dataclass(frozen=True)
class LinesPage:
    """Everything that is supported; `only` is the code of the line where there is but one."""

    lines: tuple[LineLink, ...]
    only: str | None


@dataclass(frozen=True)
class ItemRow:
    """A row of the price list: points online and by phone, None for upon request."""

    name: str
    description: str
    points: int | None
    by_phone: int | None


@dataclass(frozen=True)
class ItemGroup:
    """A heading of the price list with its rows."""

    name: str
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True)
class PackCard:
    """Points to buy: what they cost without VAT, in all and for one, and until when they would live."""

    name: str
    points: int
    price: Money
    per_point: Decimal
    valid_through: date


@dataclass(frozen=True)
class SchemePage:
    """The public page of one product line, made from its price list, packs and texts in one language."""

    code: str
    line: str
    category: str
    vendor: str
    phone: str
    phone_hours: str
    texts: dict[str, str]
    in_force_from: date
    groups: tuple[ItemGroup, ...]
    packs: tuple[PackCard, ...]
    welcome_points: int
    validity_years: int
    reminder_days: tuple[int, ...]


def build_lines(now: datetime) -> LinesPage:
    """The lines that have a scheme in force today."""
    shown = lines_with_scheme(day_of(now, policies().zone))
    lines = tuple(LineLink(x.code, x.name, x.category) for x in product_lines() if x.pk in shown)
    return LinesPage(lines=lines, only=lines[0].code if len(lines) == 1 else None)


def build_scheme(code: str, *, language: str, now: datetime) -> SchemePage:
    """The page of the line with that code. Raises NotFound, and NoPriceList where nothing is in force yet."""
    line, rules, seller = product_line(code), policies(), vendor()
    today = day_of(now, rules.zone)
    view = scheme_on(line.pk, today)
    content = view.content
    return SchemePage(
        code=code,
        line=line.name,
        category=line.category,
        vendor=seller.name,
        phone=seller.phone,
        phone_hours=seller.phone_hours,
        texts={text.key: said(text.texts, language) for text in content.texts},
        in_force_from=view.in_force_from,
        groups=groups_of(content, language),
        packs=tuple(_card(pack, language, years_after(today, rules.validity_years)) for pack in content.packs),
        welcome_points=line.welcome_points,
        validity_years=rules.validity_years,
        reminder_days=rules.reminder_days,
    )


def groups_of(content: Content, language: str) -> tuple[ItemGroup, ...]:
    """The price list by its headings, in one language."""
    return tuple(
        ItemGroup(
            said(group.names, language),
            tuple(_row(item, content.phone_multiplier, language) for item in content.items if item.group == group.code),
        )
        for group in content.groups
    )


def _row(item: Item, phone_multiplier: int, language: str) -> ItemRow:
    doubled = 1 if item.never_doubles else phone_multiplier
    return ItemRow(
        name=said(item.names, language),
        description=said(item.descriptions, language),
        points=item.points,
        by_phone=None if item.points is None else item.points * doubled,
    )


def _card(pack: Pack, language: str, valid_through: date) -> PackCard:
    return PackCard(
        name=said(pack.names, language),
        points=pack.points,
        price=Money(pack.net_cents, pack.currency),
        per_point=price_per_point(pack),
        valid_through=valid_through,
    )
