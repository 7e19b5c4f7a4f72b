from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.bugs.actions._verdict import give_verdict
from pointdesk.bugs.errors import BugConfirmed
from pointdesk.bugs.models import Bug
from pointdesk.bugs.permissions import may_keep_register
from pointdesk.bugs.queries import locked_bug
from pointdesk.bugs.rules import BugStatus, is_ours, reason_of
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def reject_bug(*, bug_id: int, reason: str, by: Actor, now: datetime) -> Bug:
    """It is no bug of the vendor's, for a reason that is kept. Rejecting a rejected one changes nothing.

    Raises NotAllowed, NotFound, InvalidInput("reason", …), BugConfirmed (it returned points: reverse ticket by ticket).
    """
    if not may_keep_register(by):
        raise NotAllowed("reject_bug")
    reason = reason_of(reason, least=1)
    with writing():
        bug = locked_bug(bug_id)
        if is_ours(bug.verdict):
            raise BugConfirmed(bug=bug.reference)
        if bug.verdict is not BugStatus.REJECTED:
            bug.reason = reason
            give_verdict(bug, BugStatus.REJECTED, "reject_bug", by=by, now=now)
    return bug
