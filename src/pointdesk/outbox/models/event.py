from typing import ClassVar

from django.db import models


class StoredEvent(models.Model):
    """An event, stored in the transaction of the change that it tells."""

    name = models.CharField(max_length=60, help_text="the event's class")
    data = models.JSONField()
    occurred_at = models.DateTimeField()
    routed_at = models.DateTimeField(null=True, help_text="when its deliveries were made; none means still to do")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(routed_at=None), name="outbox_unrouted"),
            models.Index(fields=["occurred_at"], name="outbox_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"
