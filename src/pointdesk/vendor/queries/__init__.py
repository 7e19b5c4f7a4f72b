from pointdesk.vendor.queries.policies import policies
from pointdesk.vendor.queries.product_line import product_line
from pointdesk.vendor.queries.product_lines import product_lines
from pointdesk.vendor.queries.vendor import vendor

__all__ = ["policies", "product_line", "product_lines", "vendor"]
