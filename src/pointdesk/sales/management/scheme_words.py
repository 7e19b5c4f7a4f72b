"""What `pointdesk scheme` says, in sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

from pointdesk.catalog.errors import DateInThePast, LaterVersionPlanned, PackPointsFixed, SchemeError
from pointdesk.catalog.rules import Change, DearerPack, Item, Pack, PriceListPreview, price_per_point
from pointdesk.catalog.rules.scheme import Scheme
from pointdesk.kit.errors import DomainError, InvalidInput
from pointdesk.kit.money import Money
from pointdesk.sales.queries import SchemePreview
from pointdesk.vendor.errors import CodeTaken, SharedWalletFixed

PROBLEMS = {
    "duplicate": "stands twice",
    "duplicate_code": "this code stands twice; every code is used once",
    "duplicate_key": "this key stands twice",
    "empty": "nothing stands here",
    "file_too_long": "the file is too long for a scheme",
    "group_without_items": "no item is of this group",
    "line_break": "must be one line",
    "missing": "is missing",
    "missing_language": "the text is missing in this language",
    "negative": "must not be negative",
    "nested_too_deeply": "nested too deeply for a scheme",
    "not_a_code": "is no code: lower case letters, digits and single hyphens, at most 40",
    "not_a_currency": "is no currency: three capital letters, such as EUR",
    "not_a_key": "a key must be text",
    "not_a_language": "is no language code, such as en or el",
    "not_a_list": "must be a list",
    "not_a_mapping": "must be a mapping of keys to values",
    "not_a_number": "is no telephone number that could be dialled",
    "not_an_address": "is no address",
    "not_one_effect": "a SKU stands for exactly one of pack, product, or ignore: true",
    "not_text": "must be text; put numbers, dates and words like no in quotes",
    "not_unicode": "holds a character that cannot be stored",
    "not_utf8": "the file is not UTF-8 text",
    "not_whole": "must be a whole number, written plainly",
    "not_yaml": "the file is no YAML",
    "not_yes_or_no": "must be true or false",
    "nul": "holds a character that cannot be stored",
    "other_currency": "must be the vendor's currency",
    "too_large": "is too large",
    "too_long": "is too long",
    "too_many": "has too many entries",
    "too_small": "is too small",
    "undeclared_language": "this language is not among the file's languages",
    "unknown": "is not known",
    "unknown_group": "no group of this code is in the file",
    "unknown_key": "is no key that may stand here",
    "unknown_pack": "no pack of this code is in the file",
    "unknown_product": "no product of this code is in the file",
}
"""The sentence for each problem of a file."""


def of_file(error: SchemeError) -> str:
    """Where the file is wrong and why, in one line: ``x-cart.yaml:19: items.1.points must not be negative (-10)``."""
    detail = f" ({error.detail})" if error.detail and error.detail != error.place.rpartition(".")[2] else ""
    place = f"{error.place}: " if error.place else ""
    return f"{error.file}:{error.line}: {place}{PROBLEMS[error.problem]}{detail}"


def of_refusal(error: DomainError) -> str:
    """Why a sound file cannot be loaded, and what to do."""
    match error:
        case DateInThePast(day=day, today=today):
            return f"prices cannot change on {day}, which is past; name {today} or a later day"
        case LaterVersionPlanned(version=version, in_force_from=day):
            return f"version {version} is planned for {day}; withdraw it, or load for that day or a later one"
        case PackPointsFixed(pack=pack, points=points):
            return f"the pack {pack} was sold with {points} points; give a pack with other points a code of its own"
        case SharedWalletFixed(shared_wallet=shared):
            return f"points exist already, so shared_wallet stays {str(shared).lower()}"
        case CodeTaken(taken=code):
            return f"the product {code} belongs to another product line"
        case InvalidInput(field=field, problem=problem):
            return f"{field}: {PROBLEMS.get(problem, problem)}"
    return str(error)


def of_scheme(scheme: Scheme) -> Iterator[str]:
    """What a file holds, and what to be warned of."""
    content = scheme.content
    yield (
        f"{scheme.line_name}: {len(content.items)} items in {len(content.groups)} groups, {len(content.packs)} packs, "
        f"{len(content.texts)} texts, {len(scheme.shop.skus) if scheme.shop else 0} SKUs"
    )


def of_preview(preview: SchemePreview) -> Iterator[str]:
    """What loading changes, line by line; one line where it is nothing."""
    if preview.changes_nothing:
        yield "nothing changes"
    for place, old, new in preview.catalog.facts:
        yield f"{place}: {_plain(new)}" if old in (None, "") else f"{place}: {_plain(old)} → {_plain(new)}"
    yield from _of_prices(preview.catalog.prices)
    for sku, was, stands_for in preview.skus:
        yield f"SKU {sku}: {stands_for}" if was is None else f"SKU {sku}: {was} → {stands_for}"


def of_warning(warning: DearerPack) -> str:
    """The warning that a larger pack is dearer per point. It is loaded as it is written."""
    larger, smaller = warning.larger, warning.smaller
    return (
        f"warning: a point in {larger.code} costs {price_per_point(larger)} {larger.currency}, "
        f"more than in {smaller.code} ({price_per_point(smaller)})"
    )


def _of_prices(prices: PriceListPreview) -> Iterator[str]:
    if not prices.changes:
        return
    yield f"price list: version {prices.version} in force from {prices.in_force_from}"
    if prices.replaces is not None:
        yield f"  tickets opened before keep their list; version {prices.replaces} is replaced"
    for change in prices.changes:
        yield f"  {_of_change(change)}"


def _of_change(change: Change) -> str:
    thing = f"{change.part} {change.code}".strip()
    match change.kind:
        case "added":
            return f"{thing}: new{_figures(change.new)}"
        case "retired":
            return f"{thing}: retired{_figures(change.old)}"
        case "moved":
            return f"{thing}: in another order"
    if change.field == "points":
        return f"{thing}: {_points(change.old)} → {_points(change.new)}"
    if change.field == "net_cents":
        return f"{thing}: {_amount(change.old)} → {_amount(change.new)}"
    if isinstance(change.new, dict):
        return f"{thing} {change.field}: {_differing(change.old, change.new)}"
    return f"{thing} {change.field}".rstrip() + f": {_plain(change.old)} → {_plain(change.new)}"


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """The languages in which a text changes, with both texts."""
    differing = [language for language in sorted({*old, *new}) if old.get(language) != new.get(language)]
    return "; ".join(f"{language}: {_plain(old.get(language))} → {_plain(new.get(language))}" for language in differing)


def _figures(thing: object) -> str:
    """The figures of what came or went, where it has any."""
    match thing:
        case int():
            return f", {thing}"
        case Item(points=points):
            return f", {_points(points)}"
        case Pack(points=points, net_cents=cents, currency=currency):
            return f", {_points(points)} for {Money(cents, currency)}"
    return ""


def _points(points: int | None) -> str:
    return "upon request" if points is None else f"{points} points"


def _amount(cents: int) -> str:
    return str(Money(cents)).split()[0]


def _plain(value: Any) -> str:
    """A value as the file would say it, in one line."""
    match value:
        case None:
            return "none"
        case bool():
            return str(value).lower()
        case list() | tuple():
            return ", ".join(str(part) for part in value)
    return str(value) or "(blank)"
