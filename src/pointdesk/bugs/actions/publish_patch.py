from datetime import datetime
from typing import BinaryIO

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.bugs.errors import BugNotConfirmed, PatchExists
from pointdesk.bugs.events import PatchPublished
from pointdesk.bugs.models import Patch
from pointdesk.bugs.permissions import may_keep_register
from pointdesk.bugs.queries import locked_bug
from pointdesk.bugs.rules import description_of, is_ours, version_of
from pointdesk.files.actions import store_file
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.outbox.actions import publish


def publish_patch(
    *, bug_id: int, version: str, name: str, content: bytes | BinaryIO, by: Actor, now: datetime, instructions: str = ""
) -> Patch:
    """Put a patch of a confirmed bug on the shelf, for one version of the software; it costs nothing (P10, R26).

    Raises NotAllowed, NotFound, InvalidInput("version" or "description", …), BugNotConfirmed, PatchExists, EmptyFile,
    FileTooLarge.
    """
    if not may_keep_register(by):
        raise NotAllowed("publish_patch")
    version, instructions = version_of(version, field="version"), description_of(instructions)
    with writing():
        bug = locked_bug(bug_id)
        if not is_ours(bug.verdict):
            raise BugNotConfirmed(bug=bug.reference)
        if bug.patches.filter(version=version).exists():
            raise PatchExists(bug=bug.reference, version=version)
        file = store_file(name=name, content=content, by=by, now=now)
        patch = Patch.objects.create(bug=bug, version=version, file=file, instructions=instructions, published_at=now)
        record("publish_patch", by=by, subject=("bug", bug.pk), now=now, data={"patch": patch.pk, "version": version})
        publish(
            PatchPublished(patch_id=patch.pk, bug_id=bug.pk, bug=bug.reference, line_id=bug.line_id, version=version),
            now=now,
        )
    return patch
