from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pointdesk.catalog.queries.preview import preview_price_list
from pointdesk.catalog.rules import PriceListPreview, compare, dearer_packs
from pointdesk.catalog.rules.check import check
from pointdesk.catalog.rules.scheme import Scheme
from pointdesk.kit.days import day_of
from pointdesk.vendor.errors import CodeTaken, SharedWalletFixed
from pointdesk.vendor.models import Product, ProductLine, Vendor
from pointdesk.vendor.queries import vendor
from pointdesk.vendor.rules import checked_identity


@dataclass(frozen=True)
class SchemePreview:
    """What loading a scheme would change: `facts` as (place, old, new), old None where there was nothing; and the price
    list's changes."""

    facts: tuple[tuple[str, Any, Any], ...]
    prices: PriceListPreview

    @property
    def changes_nothing(self) -> bool:
        """Whether loading would write nothing."""
        return not self.facts and not self.prices.changes


def preview_scheme(*, scheme: Scheme, now: datetime, in_force_from: date | None = None) -> SchemePreview:
    """What `load_scheme` would do, without doing it; raises what it would refuse."""
    today = _today_after(scheme, now)
    line = ProductLine.objects.filter(code=scheme.line_code).first()
    products = {p.code: p for p in Product.objects.filter(code__in=[p.code for p in scheme.products])}
    for code, product in products.items():
        if line is None or product.line_id != line.pk:
            raise CodeTaken(kind="product", taken=code)
    return SchemePreview(
        facts=(*_vendor(scheme, vendor()), *_line(scheme, line), *_products(scheme, set(products))),
        prices=_prices(scheme, line, in_force_from or today, today),
    )


def _vendor(scheme: Scheme, present: Vendor) -> Iterator[tuple[str, Any, Any]]:
    if present.shared_wallet_fixed and scheme.policies.get("shared_wallet", present.shared_wallet) is not (
        present.shared_wallet
    ):
        raise SharedWalletFixed(shared_wallet=present.shared_wallet)
    # A national number that the file reads in its own country may be none in the vendor's.
    identity = checked_identity(scheme.vendor, country=present.country)
    for part, facts in (("vendor", identity), ("policies", scheme.policies)):
        for field, value in facts.items():
            if getattr(present, field) != value:
                yield f"{part}.{field}", getattr(present, field), value


def _line(scheme: Scheme, line: ProductLine | None) -> Iterator[tuple[str, Any, Any]]:
    facts = {"name": scheme.line_name, "category": scheme.category, "welcome_points": scheme.welcome_points}
    for field, value in facts.items():
        old = getattr(line, field) if line else None
        if old != value:
            yield f"line.{field}", old, value


def _products(scheme: Scheme, known: set[str]) -> Iterator[tuple[str, Any, Any]]:
    for product in scheme.products:
        if product.code not in known:
            yield f"products.{product.code}", None, product.name


def _prices(scheme: Scheme, line: ProductLine | None, in_force_from: date, today: date) -> PriceListPreview:
    if line:
        return preview_price_list(line_id=line.pk, in_force_from=in_force_from, content=scheme.content, today=today)
    check(scheme.content)
    return PriceListPreview(
        version=1, in_force_from=in_force_from, replaces=None, changes=compare(None, scheme.content),
        dearer_packs=dearer_packs(scheme.content.packs),
    )  # fmt: skip


def _today_after(scheme: Scheme, now: datetime) -> date:
    # The day that it is once the scheme is loaded: by the zone that it brings.
    return day_of(now, ZoneInfo(scheme.policies.get("time_zone") or vendor().time_zone))
