from pointdesk.catalog.actions.change_prices import change_prices
from pointdesk.catalog.actions.load_scheme import load_scheme
from pointdesk.catalog.actions.publish_price_list import publish_price_list
from pointdesk.catalog.actions.withdraw_price_list import withdraw_price_list

__all__ = ["change_prices", "load_scheme", "publish_price_list", "withdraw_price_list"]
