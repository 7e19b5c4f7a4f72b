from typing import ClassVar

from django.db import models

from pointdesk.charges.models.charge import Charge
from pointdesk.charges.models.offer import Offer
from pointdesk.charges.rules import Basis, Delivery, Line, Pricing, StepKind


class Words(models.Model):
    """What a step's actor is called and why they took it, in words: kept beside the step, because a person must be
    erasable and the step must not change."""

    by_label = models.CharField(max_length=200)
    reason = models.TextField(blank=True)


class PriceStep(models.Model):
    """One step of a price's history, as the customer reads it (P18): what, from which price to which, who, why.

    `old_price` and `charged_before` are what held before, the rest is what held after. Never changed (the database
    refuses), numbered per charge from 1.
    """

    append_only = True

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="history")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in StepKind])
    old_price = models.PositiveIntegerField(null=True)
    new_price = models.PositiveIntegerField(null=True)
    charged_before = models.PositiveIntegerField()
    charged_after = models.PositiveIntegerField()
    basis = models.CharField(max_length=10, blank=True, choices=[(b.value, b.value) for b in Basis])
    lines = models.JSONField(help_text="as Charge.lines")
    multiplier = models.PositiveSmallIntegerField()
    delivery = models.CharField(max_length=10, choices=[(d.value, d.value) for d in Delivery])
    urgent = models.BooleanField()
    agreed_up_to = models.PositiveIntegerField(null=True)
    waits = models.BooleanField(help_text="whether it waited for points afterwards")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, null=True, related_name="steps")
    by_kind = models.CharField(max_length=10)
    by_id = models.CharField(max_length=64)
    words = models.OneToOneField(Words, on_delete=models.PROTECT, related_name="step")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["charge", "number"], name="charges_steps_numbered"),
        ]

    @property
    def items(self) -> tuple[Line, ...]:
        """The items that the price rested on afterwards."""
        return tuple(Line(*line) for line in self.lines)

    @property
    def pricing(self) -> Pricing | None:
        """The price that held afterwards, with what it rested on; None where there was none."""
        if self.new_price is None:
            return None
        return Pricing(self.new_price, Basis(self.basis) if self.basis else None, self.items, self.multiplier)
