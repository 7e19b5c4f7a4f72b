from typing import ClassVar

from django.db import models
from django.db.models import Q

from pointdesk.charges.models.charge import Charge
from pointdesk.charges.rules import Basis, Line, OfferKind, OfferState, Pricing


class Offer(models.Model):
    """A price that the customer must accept first: above what they agreed to, or a quote. One is open per charge.

    Everything but `state` and `answered_at` stands as it was offered.
    """

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in OfferKind])
    points = models.PositiveIntegerField()
    lines = models.JSONField(help_text="as Charge.lines")
    multiplier = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True, help_text="what a quote is for")
    valid_until = models.DateField(null=True, help_text="P15: the last day of a quote; a question has none")
    offered_at = models.DateTimeField()
    offered_by = models.CharField(max_length=200)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in OfferState], default=OfferState.OPEN.value
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["charge"], condition=Q(state=OfferState.OPEN.value), name="charges_one_open_offer"
            ),
            models.CheckConstraint(
                condition=Q(state=OfferState.OPEN.value, answered_at__isnull=True)
                | ~Q(state=OfferState.OPEN.value) & Q(answered_at__isnull=False),
                name="charges_offer_says_when",
            ),
            models.CheckConstraint(
                condition=Q(kind=OfferKind.QUOTE.value, valid_until__isnull=False)
                | Q(kind=OfferKind.QUESTION.value, valid_until__isnull=True),
                name="charges_quote_has_last_day",
            ),
        ]

    @property
    def items(self) -> tuple[Line, ...]:
        """The items that the offered price rests on."""
        return tuple(Line(*line) for line in self.lines)

    @property
    def basis(self) -> Basis:
        """What the price will rest on once it is accepted."""
        return Basis.QUOTE if self.kind == OfferKind.QUOTE.value else Basis.ITEMS

    @property
    def pricing(self) -> Pricing:
        """The price offered, with what it rests on."""
        return Pricing(self.points, self.basis, self.items, self.multiplier)
