from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """One file: what it is called, and under which opaque name its content lies in MEDIA_ROOT.

    Rooms that hold files point here and decide who may read them; this room does not know.
    """

    key = models.CharField(max_length=32, unique=True, help_text="opaque name of the content on the disk")
    name = models.CharField(max_length=150, help_text="as people read it, cleaned")
    size = models.PositiveBigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100, help_text="told by the content, never by the sender")
    actor_kind = models.CharField(max_length=10, help_text="who brought it")
    actor_id = models.CharField(max_length=64)
    stored_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(size__gt=0), name="files_not_empty")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the content lies."""
        return path_of(self.key)


def path_of(key: str) -> Path:
    """Where the content of that opaque name lies; folders of the first two digits keep each of them small."""
    return Path(settings.MEDIA_ROOT) / key[:2] / key
