from typing import ClassVar

from django.db import models


class ScheduledRun(models.Model):
    """A recurring job came due at that instant. The row is unique, so each run is started by one worker only."""

    name = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="when a worker saw it")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "due_at"], name="outbox_each_run_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at.isoformat()}"
