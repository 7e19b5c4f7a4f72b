from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.bugs.events import PatchDownloaded
from pointdesk.bugs.models import Patch, PatchDownload
from pointdesk.bugs.queries import patches_for
from pointdesk.files.models import StoredFile
from pointdesk.kit.actors import Actor, ActorKind
from pointdesk.kit.errors import NotFound
from pointdesk.outbox.actions import publish


def download_patch(*, patch_id: int, by: Actor, now: datetime) -> StoredFile:
    """Fetch a patch: the file to send. It costs nothing and moves no points (P10); a person's first time is kept.

    For whom the patch is not meant (no product of its line is owned today) there is none. Raises NotFound.
    """
    with writing():
        patch = patches_for(by, now=now).select_for_update(no_key=True, of=("self",)).filter(id=patch_id).first()
        if patch is None:
            raise NotFound(kind="patch", ref=str(patch_id))
        if by.kind is ActorKind.PERSON:
            _keep(patch, by, now)
    return patch.file


def _keep(patch: Patch, by: Actor, now: datetime) -> None:
    if by.customer_id is None or patch.downloads.filter(person=by.number).exists():
        return
    PatchDownload.objects.create(patch=patch, person_id=by.number, at=now)
    record("download_patch", by=by, subject=("bug", patch.bug_id), now=now, data={"patch": patch.pk})
    publish(PatchDownloaded(patch_id=patch.pk, person_id=by.number, customer_id=by.customer_id), now=now)
