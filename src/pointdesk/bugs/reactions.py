from datetime import datetime

from pointdesk.bugs.actions import link_ticket
from pointdesk.bugs.queries import bugs_of
from pointdesk.kit.actors import SYSTEM
from pointdesk.tickets.events import TicketsMerged


def follow_merge(event: TicketsMerged, *, now: datetime) -> None:
    """Two tickets are one issue: what caused the one caused the survivor too, so a confirmed bug returns its price.

    Doing it again, or after the merge was undone, links nothing that is not linked already.
    """
    for bug in bugs_of(event.ticket_id):
        link_ticket(bug_id=bug.pk, ticket_id=event.ticket_id, by=SYSTEM, now=now)
