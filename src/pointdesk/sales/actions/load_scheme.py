from datetime import date, datetime

from pointdesk.base.database import writing
from pointdesk.catalog import actions as catalog
from pointdesk.catalog.queries import pack
from pointdesk.catalog.rules.scheme import Scheme, ShopFacts, Sku
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.sales import queries
from pointdesk.sales.actions.add_shop import add_shop
from pointdesk.sales.actions.set_sku_effect import set_sku_effect
from pointdesk.sales.models import EffectKind, Shop
from pointdesk.sales.permissions import may_set_up_shops
from pointdesk.vendor.models import Product
from pointdesk.vendor.queries import product_line


def load_scheme(
    *, scheme: Scheme, by: Actor, now: datetime, in_force_from: date | None = None
) -> queries.SchemePreview:
    """Load a whole scheme file: the catalogue (`catalog.actions.load_scheme`), the shop, and what its SKUs stand for.

    SKUs take effect at once; those that the file does not name stay. The same file again changes nothing. Returns what
    it changed. Raises NotAllowed (managers), and what loading the catalogue refuses.
    """
    if not may_set_up_shops(by):
        raise NotAllowed(verb="load_scheme")
    with writing():
        preview = queries.preview_scheme(scheme=scheme, now=now, in_force_from=in_force_from)
        catalog.load_scheme(scheme=scheme, by=by, now=now, in_force_from=in_force_from)
        if scheme.shop:
            _set_effects(scheme.shop, scheme.line_code, {sku for sku, _, _ in preview.skus}, by, now)
        return preview


def _set_effects(shop: ShopFacts, line_code: str, changed: set[str], by: Actor, now: datetime) -> None:
    if not Shop.objects.filter(code=shop.code).exists():
        add_shop(code=shop.code, name=shop.name, by=by, now=now)
    for sku in shop.skus:
        if sku.sku in changed:
            _set_effect(shop.code, line_code, sku, by, now)


def _set_effect(shop: str, line_code: str, sku: Sku, by: Actor, now: datetime) -> None:
    kind = EffectKind.PACK if sku.pack else EffectKind.LICENCE if sku.product else EffectKind.IGNORE
    set_sku_effect(
        shop=shop,
        sku=sku.sku,
        kind=kind,
        pack_id=pack(product_line(line_code).pk, sku.pack).pk if sku.pack else None,
        product_id=Product.objects.get(code=sku.product).pk if sku.product else None,
        by=by,
        now=now,
    )
