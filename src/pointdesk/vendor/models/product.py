from typing import ClassVar

from django.db import models


class ProductLine(models.Model):
    """What is supported; the ground of wallets, ownership and price lists. R1: lines stand in categories."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    category = models.CharField(max_length=200, blank=True)
    welcome_points = models.PositiveIntegerField(default=200, help_text="P12: gift at the first purchase; 0 for none")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Product(models.Model):
    """A product of a line that customers own; its bugs and patches are theirs to see."""

    line = models.ForeignKey(ProductLine, on_delete=models.PROTECT, related_name="products")
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name
