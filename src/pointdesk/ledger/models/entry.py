from functools import reduce
from operator import or_
from typing import ClassVar

from django.db import models
from django.db.models import Q

from pointdesk.ledger.models.lot import Lot
from pointdesk.ledger.models.wallet import Wallet
from pointdesk.ledger.rules import ALLOWED_MOVES, Bucket, EntryKind


class Entry(models.Model):
    """One act on a wallet, numbered without gaps and chained by hash (invariant 4). Append-only.

    `key` and `fingerprint` identify the request (none for the expiries booked on the way). `change` is what the entry
    did to the balance, `balance_after` the balance after it, `arrears` the change of the points owed. `effective_at`
    is the instant from which it counts, `recorded_at` when it was written. `note_digest` is the salted digest of a
    text kept elsewhere (ruling 14).
    """

    append_only = True

    wallet = models.ForeignKey(Wallet, on_delete=models.PROTECT, related_name="+", db_index=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in EntryKind])
    key = models.CharField(max_length=200, null=True)  # noqa: DJ001 -- none differs from empty: unique where given
    fingerprint = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=100)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=64)
    reason = models.CharField(max_length=40)
    note_digest = models.CharField(max_length=64)
    change = models.IntegerField()
    balance_after = models.PositiveBigIntegerField()
    arrears = models.IntegerField()
    effective_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wallet", "seq"], name="ledger_entry_number"),
            models.UniqueConstraint(fields=["wallet", "key"], name="ledger_entry_key"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="ledger_entry_from_one"),
        ]
        indexes: ClassVar = [
            # What a subject holds is replayed from its own entries.
            models.Index(fields=["subject_kind", "subject_id", "wallet", "seq"], name="ledger_entry_subject"),
        ]


class Posting(models.Model):
    """`points` of a lot, worth `cents`, went from one of its buckets to another. Append-only."""

    append_only = True

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings", db_index=False)
    position = models.PositiveSmallIntegerField()
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="postings")
    source = models.CharField(max_length=10, choices=[(b.value, b.value) for b in Bucket])
    target = models.CharField(max_length=10, choices=[(b.value, b.value) for b in Bucket])
    points = models.PositiveIntegerField()
    cents = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "position"], name="ledger_posting_position"),
            models.CheckConstraint(condition=Q(points__gte=1), name="ledger_posting_moves_points"),
            models.CheckConstraint(
                condition=reduce(or_, (Q(source=s.value, target=t.value) for s, t in sorted(ALLOWED_MOVES))),
                name="ledger_posting_allowed",
            ),
        ]


class Note(models.Model):
    """The words in which a person gave the reason of an entry, and the salt of their digest.

    Not append-only: a text can be erased with the person it names, and the chain stays whole (ruling 14).
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="note")
    text = models.CharField(max_length=2000)
    salt = models.CharField(max_length=32)
