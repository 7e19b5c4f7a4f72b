from pointdesk.catalog.rules.compare import Change, PriceListPreview, compare
from pointdesk.catalog.rules.content import (
    Content,
    Group,
    Item,
    Pack,
    Repricing,
    Text,
    changed_points,
    repriced,
    said,
)
from pointdesk.catalog.rules.packs import DearerPack, dearer_packs, price_per_point
from pointdesk.catalog.rules.views import ItemView, PriceListView, SchemeView

__all__ = [
    "Change",
    "Content",
    "DearerPack",
    "Group",
    "Item",
    "ItemView",
    "Pack",
    "PriceListPreview",
    "PriceListView",
    "Repricing",
    "SchemeView",
    "Text",
    "changed_points",
    "compare",
    "dearer_packs",
    "price_per_point",
    "repriced",
    "said",
]
