from datetime import date

from django.db.models import Q

from pointdesk.customers.models import Ownership


def licence_of(customer_id: int, product_id: int, on: date) -> Ownership | None:
    """The licence of a product that a customer would give away on that day: the one owned longest; None without any."""
    held = Ownership.objects.filter(customer_id=customer_id, product_id=product_id, since__lte=on)
    return held.filter(Q(until=None) | Q(until__gt=on)).order_by("since", "id").first()
