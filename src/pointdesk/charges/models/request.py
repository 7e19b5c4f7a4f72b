from typing import ClassVar

from django.db import models

from pointdesk.charges.models.charge import Charge


class Request(models.Model):
    """A request with an idempotency key that was carried out on a charge (invariant 6)."""

    append_only = True

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="requests")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    answer = models.JSONField(help_text="the ChargeView that it was answered, without words; given again")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["charge", "key"], name="charges_one_request_per_key"),
        ]
