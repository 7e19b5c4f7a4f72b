from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.bugs.actions.confirm_bug import confirm_bug
from pointdesk.bugs.actions.link_ticket import link_ticket
from pointdesk.bugs.actions.register_bug import register_bug
from pointdesk.bugs.models import Bug
from pointdesk.bugs.permissions import may_keep_register
from pointdesk.bugs.queries import locked_bug
from pointdesk.bugs.rules import title_of
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.tickets.queries import locked_survivor


def mark_as_bug(
    *, ticket_id: int, by: Actor, now: datetime, bug_id: int | None = None, title: str = "", description: str = "",
    affected_versions: str = "", confirm: bool = True, reproduced: bool = True, reason: str = "",
) -> Bug:  # fmt: skip
    """Say of a ticket that a bug caused it, a known one or a new one under `title`, and with `confirm` that it is ours:
    everything that this and the bug's other tickets were charged is returned (P9). Without, it is a suspicion.

    The same again changes nothing: a title that one of the ticket's bugs has already is that bug.

    Raises NotAllowed, NotFound (ticket or bug), OtherLine, InvalidInput.
    """
    if not may_keep_register(by):
        raise NotAllowed("mark_as_bug")
    with writing():
        if bug_id is None:
            bug_id = _new(ticket_id, title, description, affected_versions, by=by, now=now)
        link_ticket(bug_id=bug_id, ticket_id=ticket_id, by=by, now=now)
        if confirm:
            return confirm_bug(bug_id=bug_id, by=by, now=now, reproduced=reproduced, reason=reason)
        return locked_bug(bug_id)


def _new(ticket_id: int, title: str, description: str, versions: str, *, by: Actor, now: datetime) -> int:
    """The bug of that title that caused the ticket, registered unless it is; under the lock of the ticket, so once."""
    ticket = locked_survivor(ticket_id, by=by)
    known = Bug.objects.filter(title=title_of(title), links__ticket=ticket).order_by("id").first()
    if known is None:
        known = register_bug(
            line_id=ticket.line_id, title=title, description=description, affected_versions=versions, by=by, now=now
        )
    return known.pk
