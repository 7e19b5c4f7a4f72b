from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from pointdesk.files.models import StoredFile

GRACE = timedelta(days=1)
"""Younger content may belong to a transaction that is still open."""


def remove_orphans(now: datetime) -> int:
    """Remove content that no row names (its transaction was rolled back, or its row deleted), and unfinished copies.

    The daily job; returns how many were removed. Rows whose content is missing are left as they are.
    """
    return sum(
        _sweep(folder, now) for folder in sorted(Path(settings.MEDIA_ROOT).glob("[0-9a-f][0-9a-f]")) if folder.is_dir()
    )


def _sweep(folder: Path, now: datetime) -> int:
    oldest_spared = (now - GRACE).timestamp()
    old = [path for path in folder.iterdir() if path.is_file() and path.stat().st_mtime < oldest_spared]
    # Asked after the folder was read: a row that came in between is seen.
    kept = set(StoredFile.objects.filter(key__startswith=folder.name).values_list("key", flat=True))
    orphans = [path for path in old if path.name not in kept]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
