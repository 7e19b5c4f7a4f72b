from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.bugs.actions._returning import return_for
from pointdesk.bugs.errors import OtherLine
from pointdesk.bugs.events import TicketLinkedToBug
from pointdesk.bugs.models import Bug, BugTicket
from pointdesk.bugs.permissions import may_link
from pointdesk.bugs.queries import locked_bug
from pointdesk.bugs.rules import is_ours
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.outbox.actions import publish
from pointdesk.tickets.models import Ticket


def link_ticket(*, bug_id: int, ticket_id: int, by: Actor, now: datetime) -> None:
    """Say that a bug caused a ticket, closed or not; a merged ticket is read as its survivor.

    Where the bug is confirmed (known and fixed ones too) everything that the ticket was charged is returned at once
    (P9). Linking again changes nothing, unless the verdict was reversed for this ticket: then it is given again.

    Raises NotAllowed, NotFound (bug or ticket), OtherLine.
    """
    if not may_link(by):
        raise NotAllowed("link_ticket")
    with writing():
        bug, ticket = locked_bug(bug_id), _survivor(ticket_id)
        if ticket.line_id != bug.line_id:
            raise OtherLine(
                bug=bug.reference, bug_line=bug.line.code, ticket=ticket.number, ticket_line=ticket.line.code
            )
        is_new = _link(bug, ticket, now)
        if is_ours(bug.verdict):
            return_for(bug, [ticket], by=by, now=now)
        if not is_new:
            return
        record("link_ticket", by=by, subject=("bug", bug.pk), now=now, data={"ticket": ticket.number})
        publish(TicketLinkedToBug(bug_id=bug.pk, bug=bug.reference, ticket_id=ticket.pk, number=ticket.number), now=now)


def _survivor(ticket_id: int) -> Ticket:
    people = ("charge", "line", "merged_into__charge", "merged_into__line")
    ticket = Ticket.objects.filter(id=ticket_id).select_related(*people).first()
    if ticket is None:
        raise NotFound(kind="ticket", ref=str(ticket_id))
    return ticket.merged_into or ticket


def _link(bug: Bug, ticket: Ticket, now: datetime) -> bool:
    """Make the link hold; whether it did not before."""
    link = BugTicket.objects.filter(bug=bug, ticket=ticket).first()
    if link is None:
        BugTicket.objects.create(bug=bug, ticket=ticket, linked_at=now)
        return True
    if link.reversed_at is None:
        return False
    link.linked_at, link.reversed_at = now, None
    link.save(update_fields=["linked_at", "reversed_at"])
    return True
