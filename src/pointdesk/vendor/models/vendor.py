from typing import ClassVar

from django.db import models

from pointdesk.vendor.rules import BOUNDS


def default_reminder_days() -> list[int]:
    """P2/R42: reminders go out 60, 30, 7 and 1 days before points expire."""
    return [60, 30, 7, 1]


class Vendor(models.Model):
    """Who runs this installation, and its policies. There is one row, number 1.

    Every policy that `docs/policies.md` marks as a setting is a column here, with the default of the scheme.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=200, default="Support")
    time_zone = models.CharField(max_length=64, default="Europe/Athens")
    country = models.CharField(max_length=2, default="GR", help_text="telephone numbers without a code are of here")
    currency = models.CharField(max_length=3, default="EUR")
    phone = models.CharField(max_length=32, blank=True, help_text="as it is shown")
    phone_hours = models.CharField(max_length=200, blank=True)
    support_email = models.EmailField(blank=True)
    forum_url = models.URLField(blank=True)

    shared_wallet = models.BooleanField(default=False, help_text="P1: one wallet for all product lines")
    shared_wallet_fixed = models.BooleanField(default=False, help_text="P1: chosen for good with the first points")
    validity_years = models.PositiveSmallIntegerField(default=1, help_text="P2: life of points from the purchase")
    return_life_days = models.PositiveSmallIntegerField(default=30, help_text="P8: least life of a returned point")
    gift_life_days = models.PositiveSmallIntegerField(default=30, help_text="P12: least life of a gift held back")
    review_days = models.PositiveSmallIntegerField(null=True, blank=True, help_text="P11: none means no time limit")
    pricer_may_decide = models.BooleanField(default=False, help_text="P11: a vendor with one manager may allow it")
    auto_close_days = models.PositiveSmallIntegerField(default=3, help_text="P16: solved to closed without answer")
    reopen_days = models.PositiveSmallIntegerField(default=14, help_text="P16: free reopening after closing")
    urgent_offered = models.BooleanField(default=False, help_text="P4: whether a ticket may be flagged urgent")
    pin_tries = models.PositiveSmallIntegerField(default=5, help_text="P19: wrong PINs before a PIN is locked")
    reminder_days = models.JSONField(default=default_reminder_days, help_text="R42: days before points expire")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="vendor_one_row"),
            *(
                # SQL lets NULL pass, so a policy that may be absent (review_days) needs no other form.
                models.CheckConstraint(condition=models.Q(**{f"{name}__range": bounds}), name=f"vendor_{name}")
                for name, bounds in BOUNDS.items()
            ),
        ]

    def __str__(self) -> str:
        return self.name
