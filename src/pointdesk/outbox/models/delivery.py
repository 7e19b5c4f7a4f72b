from datetime import datetime
from typing import ClassVar

from django.db import models

from pointdesk.outbox.models.event import StoredEvent


class State(models.TextChoices):
    """Still to be delivered, delivered, or given up and waiting for a person."""

    PENDING = "pending"
    DONE = "done"
    PARKED = "parked"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """What workers ask for."""

    def due(self, now: datetime) -> "DeliveryQuerySet":
        """Pending, due, and leased by nobody who may still be at work; the longest due first."""
        free = models.Q(leased_until=None) | models.Q(leased_until__lte=now)
        return self.filter(free, state=State.PENDING, due_at__lte=now).order_by("due_at", "id")

    def leased_to(self, worker: str) -> "DeliveryQuerySet":
        """Pending and still in the hands of that worker."""
        return self.filter(state=State.PENDING, leased_by=worker)


class Delivery(models.Model):
    """One event on its way to one reaction."""

    event = models.ForeignKey(StoredEvent, on_delete=models.CASCADE, related_name="deliveries")
    reaction = models.CharField(max_length=200, help_text="dotted name; empty where the event is unknown")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="counted when taken: a dead worker counts too")
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=64, blank=True)
    last_error = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, help_text="when it was done or parked")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "reaction"], name="outbox_one_delivery_per_reaction"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="outbox_known_state"),
        ]
        indexes: ClassVar = [
            # Of all rows, not only of those in one state: SQLite plans a statement anew, each time, whose parameter
            # decides whether a partial index may be used, and this is asked all the time.
            models.Index(fields=["state", "due_at", "id"], name="outbox_due"),
            models.Index(fields=["state", "ended_at"], name="outbox_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.event} → {self.reaction}"
