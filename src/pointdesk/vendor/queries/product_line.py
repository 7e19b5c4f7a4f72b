from pointdesk.kit.errors import NotFound
from pointdesk.vendor.models import ProductLine


def product_line(code: str) -> ProductLine:
    """The product line of that code. One query. Raises NotFound."""
    line = ProductLine.objects.filter(code=code).first()
    if line is None:
        raise NotFound(kind="product_line", ref=code)
    return line
