from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from pointdesk.bugs.models import Patch


@dataclass(frozen=True)
class PatchRow:
    """A patch on the shelf, as staff read it; `size` in bytes, `downloads` by how many people."""

    id: int
    version: str
    name: str
    size: int
    instructions: str
    published_at: datetime
    downloads: int


def patches_of(bug_id: int) -> list[PatchRow]:
    """The patches of a bug, the latest first; for staff. One query."""
    rows = Patch.objects.filter(bug=bug_id).annotate(fetched=Count("downloads")).order_by("-id")
    fields = ("id", "version", "file__name", "file__size", "instructions", "published_at", "fetched")
    return [PatchRow(*row) for row in rows.values_list(*fields)]
