from pointdesk.vendor.models import ProductLine


def product_lines() -> list[ProductLine]:
    """All product lines in the vendor's order, in one query."""
    return list(ProductLine.objects.order_by("position", "id"))
