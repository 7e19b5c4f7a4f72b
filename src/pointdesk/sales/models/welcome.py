from typing import ClassVar

from django.db import models
from django.db.models import Q

from pointdesk.customers.models import Customer
from pointdesk.sales.models.order import OrderLine
from pointdesk.vendor.models import ProductLine


class WelcomeState(models.TextChoices):
    """What became of a welcome gift."""

    GIVEN = "given", "given"
    HELD = "held", "waiting for staff: a suspected duplicate"
    NONE = "none", "none: the same customer under another name"


class WelcomeGift(models.Model):
    """The one welcome gift of a customer for a product line (P12): this row is what makes it once for ever.

    It stands from the first purchase that was paid, also where the line gave no points then. `purchased_on` is the day
    of that purchase, `points` what the line promised on it. `suspects` are the ids of the customers with whom the order
    shared e-mail, VAT number or phone; `decided_by` is the actor's id and `decided_label` the name shown.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="welcome_gifts")
    line = models.ForeignKey(ProductLine, on_delete=models.PROTECT, related_name="+")
    order_line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="welcome_gifts")
    state = models.CharField(max_length=10, choices=WelcomeState.choices)
    points = models.PositiveIntegerField()
    purchased_on = models.DateField()
    suspects = models.JSONField(default=list)
    lot = models.OneToOneField("ledger.Lot", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelled = models.BooleanField(default=False, help_text="P14: the product was paid back")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    decided_label = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "line"], name="sales_one_welcome"),
            models.CheckConstraint(condition=Q(state__in=WelcomeState.values), name="sales_welcome_state"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(state="held"), name="sales_newcomers_held"),
        ]
