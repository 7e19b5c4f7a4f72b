from datetime import date

from django.db.models import Q, QuerySet

from pointdesk.customers.models import Ownership
from pointdesk.vendor.models import Product


def _held(customer_id: int, on: date) -> QuerySet[Ownership]:
    """Ownerships on a day; on the day on which a product was given back or sold it is no longer owned."""
    return Ownership.objects.filter(customer_id=customer_id, since__lte=on).filter(Q(until=None) | Q(until__gt=on))


def owned_products(customer_id: int, on: date) -> list[Product]:
    """The products that a customer owns on a day, each once, in the order of their lines. One query."""
    held = _held(customer_id, on).values("product_id")
    return list(
        Product.objects.filter(id__in=held).select_related("line").order_by("line__position", "line_id", "name", "id")
    )


def owns(customer_id: int, product_id: int, on: date) -> bool:
    """Whether the customer owns the product on a day: its bugs and patches are then theirs to see (R26)."""
    return _held(customer_id, on).filter(product_id=product_id).exists()
