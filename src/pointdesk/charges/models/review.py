from typing import ClassVar

from django.db import models
from django.db.models import Q

from pointdesk.charges.models.charge import Charge
from pointdesk.charges.rules import ReviewState


class Review(models.Model):
    """A customer's request to have a price reconsidered (P11), and what came of it. One is open per charge."""

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="reviews")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    request = models.TextField(blank=True, help_text="why, in the customer's words")
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ReviewState], default=ReviewState.OPEN.value
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True, help_text="why, in words that the customer reads")
    decided_in = models.PositiveIntegerField(null=True, help_text="the step of the charge's history that decided it")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["charge"], condition=Q(state=ReviewState.OPEN.value), name="charges_one_open_review"
            ),
            models.CheckConstraint(
                condition=Q(state=ReviewState.OPEN.value, decided_at__isnull=True)
                | ~Q(state=ReviewState.OPEN.value) & Q(decided_at__isnull=False),
                name="charges_review_says_when",
            ),
        ]
