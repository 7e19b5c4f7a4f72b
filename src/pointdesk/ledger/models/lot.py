from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from pointdesk.ledger.models.wallet import Wallet
from pointdesk.ledger.rules import LotKind, Origin


class Lot(models.Model):
    """Points that came in together: six buckets that always add up to what was granted (invariant 1).

    The facts of birth never change: kind, origin, day of purchase, last valid day, and `expires_at`, the instant at
    which the day after it begins in the vendor's zone (P2). Money is in cents; `available_cents` is the part of
    `net_cents` that the available points still carry (ruling 13). `parent` is the lot whose points were re-issued.
    """

    wallet = models.ForeignKey(Wallet, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=4, choices=[(k.value, k.value) for k in LotKind])
    origin = models.CharField(max_length=10, choices=[(o.value, o.value) for o in Origin])
    granted = models.PositiveIntegerField()
    available = models.PositiveIntegerField()
    charged = models.PositiveIntegerField(default=0)
    earned = models.PositiveIntegerField(default=0)
    expired = models.PositiveIntegerField(default=0)
    cancelled = models.PositiveIntegerField(default=0)
    reissued = models.PositiveIntegerField(default=0)
    net_cents = models.PositiveBigIntegerField()
    vat_cents = models.PositiveBigIntegerField()
    available_cents = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=100)
    purchased_on = models.DateField()
    last_valid_day = models.DateField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wallet", "number"], name="ledger_lot_number"),
            models.CheckConstraint(
                condition=Q(
                    granted=F("available") + F("charged") + F("earned") + F("expired") + F("cancelled") + F("reissued")
                ),
                name="ledger_lot_buckets_add_up",
            ),
            models.CheckConstraint(condition=Q(granted__gte=1), name="ledger_lot_holds_points"),
            models.CheckConstraint(condition=Q(available_cents__lte=F("net_cents")), name="ledger_lot_money"),
            models.CheckConstraint(
                condition=Q(available__gt=0) | Q(available_cents=0), name="ledger_lot_no_money_without_points"
            ),
        ]
        indexes: ClassVar = [
            # What every act and every balance reads: a few rows, however long the history.
            models.Index(fields=["wallet"], condition=Q(available__gt=0), name="ledger_lot_available"),
            models.Index(fields=["expires_at"], condition=Q(available__gt=0), name="ledger_lot_dying"),
        ]
