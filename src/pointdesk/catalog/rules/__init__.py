from pointdesk.catalog.rules.content import Content, Group, Item, Pack, Text, changed_points
from pointdesk.catalog.rules.views import ItemView, PriceListView, SchemeView

__all__ = [
    "Content",
    "Group",
    "Item",
    "ItemView",
    "Pack",
    "PriceListView",
    "SchemeView",
    "Text",
    "changed_points",
]
