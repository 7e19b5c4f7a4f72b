from typing import ClassVar

from django.db import models

from pointdesk.customers.models.customer import Customer
from pointdesk.vendor.models import Product


class Ownership(models.Model):
    """A customer owns a product, by an order's line or by hand (`reference` is unique: no line makes two)."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="ownerships")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="ownerships")
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="given back or sold on that day")
    reference = models.CharField(max_length=200, help_text="order line or the reason")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "product", "reference"], name="customers_ownership_once"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="customers_owned_forward"
            ),
        ]
