from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.bugs.actions._returning import return_for
from pointdesk.bugs.permissions import may_link
from pointdesk.bugs.queries import bugs_of, locked_bug
from pointdesk.bugs.rules import is_ours
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.tickets.models import Ticket


def follow_merge(*, ticket_id: int, by: Actor, now: datetime) -> None:
    """Two tickets are one issue: what caused the merged one caused its survivor, so a confirmed bug returns the
    survivor's price too (P9). Changes nothing where it did before, or where the merge was undone meanwhile.

    Raises NotAllowed, NotFound.
    """
    if not may_link(by):
        raise NotAllowed("follow_merge")
    with writing():
        ours = [bug for bug in (locked_bug(found.pk) for found in bugs_of(ticket_id)) if is_ours(bug.verdict)]
        ticket = Ticket.objects.filter(id=ticket_id).select_related("merged_into__charge").first()
        if ticket is None:
            raise NotFound(kind="ticket", ref=str(ticket_id))
        if ticket.merged_into is not None:
            for bug in ours:
                return_for(bug, [ticket.merged_into], by=by, now=now)
