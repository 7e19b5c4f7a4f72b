from dataclasses import dataclass
from datetime import date, datetime

from pointdesk.catalog import queries as catalog
from pointdesk.catalog.rules.scheme import Scheme, Sku
from pointdesk.sales.models import SkuEffect


@dataclass(frozen=True)
class SchemePreview:
    """What loading a scheme would change: the vendor and its prices (`catalog`), and what SKUs stand for.

    `skus` holds (SKU, old, new) in words such as ``pack points-60``; old is None where the SKU was unknown.
    """

    catalog: catalog.SchemePreview
    skus: tuple[tuple[str, str | None, str], ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether loading would write nothing."""
        return self.catalog.changes_nothing and not self.skus


def preview_scheme(*, scheme: Scheme, now: datetime, in_force_from: date | None = None) -> SchemePreview:
    """What `load_scheme` would do, without doing it; raises what it would refuse."""
    return SchemePreview(
        catalog=catalog.preview_scheme(scheme=scheme, now=now, in_force_from=in_force_from),
        skus=_changed_skus(scheme),
    )


def _changed_skus(scheme: Scheme) -> tuple[tuple[str, str | None, str], ...]:
    if scheme.shop is None:
        return ()
    rows = SkuEffect.objects.filter(shop__code=scheme.shop.code).select_related("pack__line", "product")
    present = {row.sku: _present(row, scheme.line_code) for row in rows}
    wanted = {sku.sku: _wanted(sku) for sku in scheme.shop.skus}
    return tuple((sku, present.get(sku), new) for sku, new in wanted.items() if present.get(sku) != new)


def _present(effect: SkuEffect, line_code: str) -> str:
    if effect.pack:
        # A pack's code is known within its line only.
        other = "" if effect.pack.line.code == line_code else f" of {effect.pack.line.code}"
        return f"pack {effect.pack.code}{other}"
    return f"product {effect.product.code}" if effect.product else "nothing"


def _wanted(sku: Sku) -> str:
    return f"pack {sku.pack}" if sku.pack else f"product {sku.product}" if sku.product else "nothing"
