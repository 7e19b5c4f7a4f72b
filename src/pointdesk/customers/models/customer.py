from typing import ClassVar

from django.db import models


class Customer(models.Model):
    """The organisation that owns points. A merged customer stays, pointing to the survivor."""

    name = models.CharField(max_length=200)
    vat_id = models.CharField(max_length=20, blank=True, db_index=True)
    phone = models.CharField(max_length=20, blank=True, db_index=True, help_text="E.164")
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=8, default="en")
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

    def __str__(self) -> str:
        return self.name


class ExternalId(models.Model):
    """The name under which a shop knows a customer."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="external_ids")
    shop = models.SlugField()
    value = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shop", "value"], name="customers_one_external_id_per_shop"),
        ]
