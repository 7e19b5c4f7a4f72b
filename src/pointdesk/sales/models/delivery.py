from typing import ClassVar

from django.db import models
from django.db.models import Q

from pointdesk.sales.models.order import Order
from pointdesk.sales.models.shop import Shop


class Verdict(models.TextChoices):
    """What became of a delivery."""

    RECEIVED = "received", "stored, not applied yet"
    APPLIED = "applied", "applied"
    REFUSED = "refused", "refused"


class Delivery(models.Model):
    """One delivery in the inbox, as it came: kept before anything is done with it, also when it is refused.

    `body` is empty where it was larger than any report (`size` still tells). `error` and `facts` name the refusal,
    `effect` says what was done. After a replay they tell of the last attempt; the journal keeps the ones before.
    """

    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="deliveries")
    received_at = models.DateTimeField()
    headers = models.JSONField(default=dict)
    body = models.BinaryField()
    size = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    error = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    effect = models.JSONField(default=dict)
    replayed_at = models.DateTimeField(null=True, blank=True)
    replayed_by = models.CharField(max_length=64, blank=True)
    replayed_label = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="sales_delivery_verdict"),
        ]
        indexes: ClassVar = [models.Index(fields=["shop", "-id"], name="sales_inbox_of_shop")]
