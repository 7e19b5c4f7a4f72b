from pointdesk.catalog.actions.change_prices import change_prices
from pointdesk.catalog.actions.publish_price_list import publish_price_list

__all__ = ["change_prices", "publish_price_list"]
