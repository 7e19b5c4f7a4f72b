from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.catalog.models import Pack
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.kit.texts import one_line
from pointdesk.sales import queries
from pointdesk.sales.models import EffectKind, SkuEffect
from pointdesk.sales.permissions import may_set_up_shops
from pointdesk.vendor.models import Product


def set_sku_effect(
    *,
    shop: str,
    sku: str,
    kind: EffectKind,
    by: Actor,
    now: datetime,
    pack_id: int | None = None,
    product_id: int | None = None,
) -> None:
    """Say what a shop's SKU stands for: a pack (`pack_id`), a product's licence (`product_id`), or nothing to us.

    Lines that gave something keep what they stood for then. Orders with this SKU reported before give what they should
    have given when they are reported or replayed again.
    Raises NotAllowed (managers), NotFound, InvalidInput (a pack where a product is meant, and the like).
    """
    if not may_set_up_shops(by):
        raise NotAllowed(verb="set_sku_effect")
    sku = one_line(sku, field="sku", most=100)
    row = queries.shop(shop)
    if (pack_id is not None) is not (kind == EffectKind.PACK):
        raise InvalidInput(field="pack_id", problem="missing" if pack_id is None else "not_wanted")
    if (product_id is not None) is not (kind == EffectKind.LICENCE):
        raise InvalidInput(field="product_id", problem="missing" if product_id is None else "not_wanted")
    if pack_id is not None and not Pack.objects.filter(id=pack_id).exists():
        raise NotFound(kind="pack", ref=str(pack_id))
    if product_id is not None and not Product.objects.filter(id=product_id).exists():
        raise NotFound(kind="product", ref=str(product_id))
    stands_for = {"kind": EffectKind(kind), "pack_id": pack_id, "product_id": product_id}
    with writing():
        SkuEffect.objects.update_or_create(shop=row, sku=sku, defaults=stands_for)
        record("set_sku_effect", by=by, subject=("shop", row.pk), now=now, data={"sku": sku, **stands_for})
