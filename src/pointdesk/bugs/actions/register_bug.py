from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.bugs.events import BugRegistered
from pointdesk.bugs.models import Bug
from pointdesk.bugs.permissions import may_keep_register
from pointdesk.bugs.rules import description_of, title_of, version_of
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.outbox.actions import publish
from pointdesk.vendor.models import ProductLine


def register_bug(
    *, line_id: int, title: str, by: Actor, now: datetime, description: str = "", affected_versions: str = ""
) -> Bug:
    """Write a suspicion into the register. It returns nothing to anybody until it is confirmed.

    Raises NotAllowed, NotFound (line), InvalidInput.
    """
    if not may_keep_register(by):
        raise NotAllowed("register_bug")
    title, description = title_of(title), description_of(description)
    versions = version_of(affected_versions, field="affected_versions", least=0)
    with writing():
        line = ProductLine.objects.filter(id=line_id).first()
        if line is None:
            raise NotFound(kind="line", ref=str(line_id))
        bug = Bug.objects.create(
            line=line, title=title, description=description, affected_versions=versions, registered_at=now
        )
        record("register_bug", by=by, subject=("bug", bug.pk), now=now, data={"line": line.code})
        publish(BugRegistered(bug_id=bug.pk, bug=bug.reference, line_id=line.pk), now=now)
    return bug
