from typing import ClassVar

from django.db import models


class ToldEnding(models.Model):
    """A customer was told that points of a wallet with that last day end, or have ended: once for each reminder.

    `days_before` is the reminder's (60, 30, 7, 1), and −1 for the word afterwards that they expired.
    """

    wallet = models.ForeignKey("ledger.Wallet", on_delete=models.PROTECT, related_name="+")
    last_day = models.DateField()
    days_before = models.SmallIntegerField()
    told_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["wallet", "last_day", "days_before"], name="notifications_ending_told_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wallet_id} {self.last_day} {self.days_before}"
