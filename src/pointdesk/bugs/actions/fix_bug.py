from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.bugs.actions._verdict import give_verdict
from pointdesk.bugs.errors import BugNotConfirmed
from pointdesk.bugs.models import Bug
from pointdesk.bugs.permissions import may_keep_register
from pointdesk.bugs.queries import locked_bug
from pointdesk.bugs.rules import BugStatus, is_ours, version_of
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def fix_bug(*, bug_id: int, fixed_in: str, by: Actor, now: datetime) -> Bug:
    """A version without the bug is out: `fixed_in`. Saying another version corrects it, the same one changes nothing.

    Raises NotAllowed, NotFound, InvalidInput("fixed_in", …), BugNotConfirmed.
    """
    if not may_keep_register(by):
        raise NotAllowed("fix_bug")
    version = version_of(fixed_in, field="fixed_in")
    with writing():
        bug = locked_bug(bug_id)
        if not is_ours(bug.verdict):
            raise BugNotConfirmed(bug=bug.reference)
        if bug.fixed_in != version:
            bug.fixed_in = version
            give_verdict(bug, BugStatus.FIXED, "fix_bug", by=by, now=now)
    return bug
