from typing import ClassVar

from django.db import models


class Customer(models.Model):
    """The organisation that owns points. A merged customer stays, pointing to the survivor (P23)."""

    name = models.CharField(max_length=200)
    vat_id = models.CharField(max_length=20, blank=True, help_text="as rules.vat_number writes it")
    phone = models.CharField(max_length=20, blank=True, help_text="E.164")
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166")
    language = models.CharField(max_length=8, default="en")
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        indexes: ClassVar = [
            # P12 asks who else has this number; most customers have none.
            models.Index(fields=["vat_id"], name="customers_by_vat", condition=~models.Q(vat_id="")),
            models.Index(fields=["phone"], name="customers_by_phone", condition=~models.Q(phone="")),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="customers_not_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ExternalId(models.Model):
    """The id under which a shop knows a customer."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="external_ids")
    shop = models.SlugField()
    value = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shop", "value"], name="customers_one_external_id_per_shop"),
        ]

    def __str__(self) -> str:
        return f"{self.shop}:{self.value}"
