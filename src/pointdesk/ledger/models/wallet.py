from typing import ClassVar

from django.db import models
from django.db.models import Q

from pointdesk.customers.models import Customer
from pointdesk.vendor.models import ProductLine


class Wallet(models.Model):
    """The points of one customer for one product line, or for all of them (P1: then `line` is none).

    This is the fixed row that every act locks. `seq` and `head` are number and hash of the last entry, `lots_opened`
    the number of the last lot. `arrears` is how many points the wallet owes; while it owes any it is on hold (P14).
    A wallet merged into another has a `successor` (P23).
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(ProductLine, on_delete=models.PROTECT, null=True, related_name="+")
    seq = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64)
    lots_opened = models.PositiveIntegerField(default=0)
    arrears = models.PositiveIntegerField(default=0)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "line"], condition=Q(line__isnull=False), name="ledger_wallet_per_line"
            ),
            models.UniqueConstraint(
                fields=["customer"], condition=Q(line__isnull=True), name="ledger_wallet_for_all_lines"
            ),
        ]
