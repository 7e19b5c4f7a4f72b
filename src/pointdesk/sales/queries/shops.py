from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from pointdesk.base.encryption import unseal
from pointdesk.kit.errors import NotFound
from pointdesk.sales.models import Shop, ShopSecret, SkuEffect


def shop(code: str) -> Shop:
    """The shop of that code. Raises NotFound."""
    found = Shop.objects.filter(code=code).first()
    if found is None:
        raise NotFound(kind="shop", ref=code[:40])
    return found


def good_secrets(shop: Shop, at: datetime) -> list[str]:
    """The secrets under which the shop may sign at that moment: two during a rotation. Raises KeyMissing."""
    rows = ShopSecret.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), shop=shop).order_by("-id")
    return [unseal(row.sealed) for row in rows]


def effects_of(shop: Shop, skus: Iterable[str]) -> dict[str, SkuEffect]:
    """What those of the SKUs that are known stand for, with packs, products and their lines, in one query."""
    rows = SkuEffect.objects.filter(shop=shop, sku__in=set(skus)).select_related("pack__line", "product__line")
    return {row.sku: row for row in rows}
