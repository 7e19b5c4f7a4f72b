from django.db import models


class CacheEntry(models.Model):
    """One value of Django's database cache, which holds the limits on sign-in: shared by all processes, and migrated
    like every other table. Its columns are those that Django's DatabaseCache reads and writes."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)
