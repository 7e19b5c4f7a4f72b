from pointdesk.catalog.queries.pack import pack, pack_price
from pointdesk.catalog.queries.price_list import price_list, price_list_on
from pointdesk.catalog.queries.scheme import scheme, scheme_on

__all__ = ["pack", "pack_price", "price_list", "price_list_on", "scheme", "scheme_on"]
