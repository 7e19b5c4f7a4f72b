from typing import ClassVar

from django.db import models

from pointdesk.catalog.models.price_list import PriceList
from pointdesk.kit.points import MOST_POINTS
from pointdesk.vendor.models import ProductLine


class Pack(models.Model):
    """Points sold at once (R37). The row is the pack's identity: what orders and shops refer to, with points that never
    change. Whether it is on sale, and at what price, is said by the version in force (`PackPrice`).
    """

    append_only = True

    line = models.ForeignKey(ProductLine, on_delete=models.PROTECT, related_name="packs")
    code = models.SlugField(max_length=40)
    points = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "code"], name="catalog_pack_once"),
            models.CheckConstraint(condition=models.Q(points__range=(1, MOST_POINTS)), name="catalog_pack_points"),
        ]

    def __str__(self) -> str:
        return self.code


class PackPrice(models.Model):
    """A pack on sale in one version, at its price without VAT (R41)."""

    append_only = True

    price_list = models.ForeignKey(PriceList, on_delete=models.PROTECT, related_name="pack_prices")
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="prices")
    position = models.PositiveSmallIntegerField()
    net_cents = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    names = models.JSONField(default=dict, help_text="by language")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["price_list", "pack"], name="catalog_pack_price_once"),
        ]
