from typing import ClassVar

from django.db import models

from pointdesk.ledger.models.wallet import Wallet


class Checkpoint(models.Model):
    """The heads of all wallets' chains on a day, bound together by one hash: a tail cut off later is missed.

    `entries` is how many there were, `root` the hash over the previous root and the heads. Append-only; a root that
    was written down elsewhere proves everything before it.
    """

    append_only = True

    day = models.DateField(unique=True)
    at = models.DateTimeField()
    entries = models.PositiveBigIntegerField()
    previous = models.CharField(max_length=64)
    root = models.CharField(max_length=64)


class CheckpointHead(models.Model):
    """The head of one wallet at a checkpoint; only wallets with new entries since the checkpoint before have one."""

    append_only = True

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="heads", db_index=False)
    wallet = models.ForeignKey(Wallet, on_delete=models.PROTECT, related_name="+", db_index=False)
    seq = models.PositiveIntegerField()
    head = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wallet", "checkpoint"], name="ledger_checkpoint_head_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["wallet", "-seq"], name="ledger_checkpoint_latest"),
        ]
