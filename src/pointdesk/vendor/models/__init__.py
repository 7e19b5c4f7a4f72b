from pointdesk.vendor.models.product import Product, ProductLine
from pointdesk.vendor.models.vendor import Vendor

__all__ = ["Product", "ProductLine", "Vendor"]
