from typing import ClassVar

from django.db import models

from pointdesk.catalog.models.price_list import PriceList


class SchemeText(models.Model):
    """A sentence of the scheme's page in one version, so that what was promised at the time can be read later."""

    append_only = True

    price_list = models.ForeignKey(PriceList, on_delete=models.PROTECT, related_name="texts")
    key = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    texts = models.JSONField(default=dict, help_text="by language")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["price_list", "key"], name="catalog_text_once"),
        ]
