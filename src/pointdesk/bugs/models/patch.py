from typing import ClassVar

from django.db import models

from pointdesk.bugs.models.bug import Bug
from pointdesk.bugs.rules import LONGEST_VERSION
from pointdesk.customers.models import Person
from pointdesk.files.models import StoredFile


class Patch(models.Model):
    """A file that takes a bug out of one version of the software; free for its owners (P10)."""

    bug = models.ForeignKey(Bug, on_delete=models.PROTECT, related_name="patches")
    version = models.CharField(max_length=LONGEST_VERSION, help_text="the version that it is for")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="patches")
    instructions = models.TextField(blank=True)
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["bug", "version"], name="bugs_patch_once")]

    def __str__(self) -> str:
        return f"{self.bug.reference} for {self.version}"


class PatchDownload(models.Model):
    """The first time that a person fetched a patch."""

    patch = models.ForeignKey(Patch, on_delete=models.PROTECT, related_name="downloads")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="patch_downloads")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["patch", "person"], name="bugs_download_once")]
