from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.bugs.actions._returning import return_for
from pointdesk.bugs.actions._verdict import give_verdict
from pointdesk.bugs.models import Bug
from pointdesk.bugs.permissions import may_keep_register
from pointdesk.bugs.queries import locked_bug, merged_tickets_of, tickets_of
from pointdesk.bugs.rules import BugStatus, is_ours, reason_of, version_of
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def confirm_bug(
    *, bug_id: int, by: Actor, now: datetime, reproduced: bool = True, affected_versions: str = "", reason: str = ""
) -> Bug:
    """ "It is our bug" (P9): everything that its tickets were ever charged is returned, whenever and in whatever state.

    The verdict keeps what it rests on: whether the fault was `reproduced` on unmodified software, in which versions
    (those of the registration, unless named), and why, in words that customers read. Confirming a confirmed or fixed
    bug changes nothing; a rejected one may still be confirmed.

    Raises NotAllowed, NotFound, InvalidInput.
    """
    if not may_keep_register(by):
        raise NotAllowed("confirm_bug")
    reason = reason_of(reason)
    versions = version_of(affected_versions, field="affected_versions", least=0)
    with writing():
        bug = locked_bug(bug_id)
        if is_ours(bug.verdict):
            return bug
        bug.reproduced, bug.reason = reproduced, reason
        bug.affected_versions = versions or bug.affected_versions
        tickets = tickets_of(bug.pk)
        # Merged ones too, which pay again when the merge is undone: not for this.
        return_for(bug, [*tickets, *merged_tickets_of(bug.pk)], by=by, now=now)
        give_verdict(bug, BugStatus.CONFIRMED, "confirm_bug", by=by, now=now, tickets=len(tickets))
    return bug
