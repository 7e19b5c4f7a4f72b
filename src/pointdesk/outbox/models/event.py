from django.db import models


class StoredEvent(models.Model):
    """An event, stored in the transaction of the change that it tells."""

    name = models.CharField(max_length=60)
    data = models.JSONField()
    occurred_at = models.DateTimeField()
