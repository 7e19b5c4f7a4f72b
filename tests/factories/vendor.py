"""The vendor and product lines for tests."""

from pointdesk.vendor.models import ProductLine, Vendor


def make_line(code: str = "x-cart", **fields) -> ProductLine:
    """A product line; the same code gives the same line."""
    return ProductLine.objects.get_or_create(code=code, defaults={"name": code, **fields})[0]


def set_policies(**fields) -> Vendor:
    """Change settings of the one vendor; the others keep their defaults."""
    return Vendor.objects.update_or_create(id=1, defaults=fields)[0]
