from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from pointdesk.ledger.models.entry import Entry
from pointdesk.ledger.models.lot import Lot
from pointdesk.ledger.models.wallet import Wallet
from pointdesk.ledger.rules import Settlement


class Arrears(models.Model):
    """Points that were spent before their purchase was charged back (P14); while `open_points` remain, the wallet is
    on hold.

    `lot` is the purchase, `entry` the cancellation that recorded the arrears, `settled_how` what settled the last of
    them. Every change stands in an entry too, so the chain covers them.
    """

    wallet = models.ForeignKey(Wallet, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveIntegerField()
    open_points = models.PositiveIntegerField()
    settled_how = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Settlement])
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(points__gte=1), name="ledger_arrears_points"),
            models.CheckConstraint(condition=Q(open_points__lte=F("points")), name="ledger_arrears_open"),
        ]
