from pointdesk.catalog.queries.pack import pack, pack_price
from pointdesk.catalog.queries.preview import preview_price_list
from pointdesk.catalog.queries.preview_scheme import SchemePreview, preview_scheme
from pointdesk.catalog.queries.price_list import price_groups, price_list, price_list_on
from pointdesk.catalog.queries.scheme import lines_with_scheme, scheme, scheme_on
from pointdesk.catalog.queries.versions import VersionRow, VersionState, versions

__all__ = [
    "SchemePreview",
    "VersionRow",
    "VersionState",
    "lines_with_scheme",
    "pack",
    "pack_price",
    "preview_price_list",
    "preview_scheme",
    "price_groups",
    "price_list",
    "price_list_on",
    "scheme",
    "scheme_on",
    "versions",
]
