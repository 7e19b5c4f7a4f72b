from pointdesk.catalog.queries.pack import pack
from pointdesk.catalog.queries.price_list import price_list, price_list_on
from pointdesk.catalog.queries.scheme import scheme, scheme_on

__all__ = ["pack", "price_list", "price_list_on", "scheme", "scheme_on"]
