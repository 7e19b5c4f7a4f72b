from typing import ClassVar

from django.db import models

from pointdesk.kit.points import MOST_POINTS
from pointdesk.vendor.models import ProductLine


class PriceList(models.Model):
    """A dated version of a product line's scheme (R28, P4): in force from the beginning of a day of the vendor's zone
    until a later version is. Tickets keep the version under which they were opened, so no row of it ever changes.
    """

    append_only = True

    line = models.ForeignKey(ProductLine, on_delete=models.PROTECT, related_name="price_lists")
    version = models.PositiveIntegerField()
    in_force_from = models.DateField()
    phone_multiplier = models.PositiveSmallIntegerField(default=2, help_text="P4: where delivered by phone")
    urgent_multiplier = models.PositiveSmallIntegerField(default=2, help_text="P4: where flagged urgent")
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "version"], name="catalog_version_once"),
            models.CheckConstraint(
                condition=models.Q(phone_multiplier__range=(1, 10)) & models.Q(urgent_multiplier__range=(1, 10)),
                name="catalog_multipliers",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["line", "-in_force_from", "-version"], name="catalog_in_force")]

    def __str__(self) -> str:
        return f"{self.line_id} v{self.version}"


class Withdrawal(models.Model):
    """A version that was taken back before its day came; it is never in force."""

    append_only = True

    price_list = models.OneToOneField(PriceList, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_at = models.DateTimeField()


class PriceGroup(models.Model):
    """A heading of one version's price list."""

    append_only = True

    price_list = models.ForeignKey(PriceList, on_delete=models.PROTECT, related_name="groups")
    code = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    names = models.JSONField(default=dict, help_text="by language")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["price_list", "code"], name="catalog_group_once"),
        ]


class PriceItem(models.Model):
    """An item of one version's price list; the meanings are those of `rules.Item`."""

    append_only = True

    price_list = models.ForeignKey(PriceList, on_delete=models.PROTECT, related_name="items")
    group = models.ForeignKey(PriceGroup, on_delete=models.PROTECT, related_name="items")
    code = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    points = models.PositiveIntegerField(null=True, help_text="none: upon request")
    never_doubles = models.BooleanField(default=False)
    quantity_allowed = models.BooleanField(default=False)
    minutes_hint = models.PositiveSmallIntegerField(null=True)
    names = models.JSONField(default=dict, help_text="by language")
    descriptions = models.JSONField(default=dict, help_text="by language")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["price_list", "code"], name="catalog_item_once"),
            models.CheckConstraint(
                condition=models.Q(points=None) | models.Q(points__range=(0, MOST_POINTS)), name="catalog_item_points"
            ),
        ]

    def __str__(self) -> str:
        return self.code
