from dataclasses import dataclass

from pointdesk.sales.models import SkuEffect


@dataclass(frozen=True)
class Article:
    """Something a shop sells that means something here."""

    shop: str
    sku: str


def articles() -> list[Article]:
    """Everything that orders may name, by shop and SKU, in one query."""
    rows = SkuEffect.objects.order_by("shop__code", "sku").values_list("shop__code", "sku")
    return [Article(shop, sku) for shop, sku in rows]
