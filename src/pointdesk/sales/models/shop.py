from typing import ClassVar

from django.db import models
from django.db.models import Q

from pointdesk.catalog.models import Pack
from pointdesk.vendor.models import Product


class Shop(models.Model):
    """Where orders come from: a web shop that signs its reports, or a counter whose orders staff enter by hand.

    `code` stands in the shop's address for deliveries, in its customers' external ids and on statements.
    """

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ShopSecret(models.Model):
    """A secret under which a shop signs, encrypted; the one before it stays good until `ends_at` (rotation)."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="secrets")
    sealed = models.TextField()
    created_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)


class EffectKind(models.TextChoices):
    """What a line of an order does."""

    PACK = "pack", "grants the points of a pack"
    LICENCE = "licence", "gives a product, and its welcome points the first time"
    IGNORE = "ignore", "nothing"


class SkuEffect(models.Model):
    """What a shop's SKU stands for. A SKU without a row is unknown: it is kept with its order and shown to staff."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="effects")
    sku = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=EffectKind.choices)
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shop", "sku"], name="sales_sku_once"),
            models.CheckConstraint(
                condition=Q(kind="pack", pack__isnull=False, product__isnull=True)
                | Q(kind="licence", pack__isnull=True, product__isnull=False)
                | Q(kind="ignore", pack__isnull=True, product__isnull=True),
                name="sales_effect_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sku} → {self.kind}"
