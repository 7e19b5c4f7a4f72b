from pointdesk.catalog.models.pack import Pack, PackPrice
from pointdesk.catalog.models.price_list import PriceGroup, PriceItem, PriceList, Withdrawal
from pointdesk.catalog.models.text import SchemeText

__all__ = ["Pack", "PackPrice", "PriceGroup", "PriceItem", "PriceList", "SchemeText", "Withdrawal"]
