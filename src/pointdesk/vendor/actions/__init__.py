from pointdesk.vendor.actions.change_policies import change_policies
from pointdesk.vendor.actions.change_product_line import change_product_line
from pointdesk.vendor.actions.change_vendor import change_vendor
from pointdesk.vendor.actions.create_product import create_product
from pointdesk.vendor.actions.create_product_line import create_product_line
from pointdesk.vendor.actions.fix_shared_wallet import fix_shared_wallet

__all__ = [
    "change_policies",
    "change_product_line",
    "change_vendor",
    "create_product",
    "create_product_line",
    "fix_shared_wallet",
]
