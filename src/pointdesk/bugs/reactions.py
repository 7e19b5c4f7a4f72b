from datetime import datetime

from pointdesk.bugs.actions import link_ticket
from pointdesk.bugs.queries import bugs_of
from pointdesk.kit.actors import SYSTEM
from pointdesk.tickets.events import MergeUndone, TicketsMerged


def follow_merge(event: TicketsMerged, *, now: datetime) -> None:
    """Two tickets are one issue: what caused the one caused the survivor too, so a confirmed bug returns its price.

    Doing it again, or after the merge was undone, links nothing that is not linked already.
    """
    _link_again(event.ticket_id, now)


def follow_undone_merge(event: MergeUndone, *, now: datetime) -> None:
    """A ticket stands on its own again, with its former price: if a bug of it was confirmed meanwhile, which returned
    the survivor's price, this one is returned too (P9).

    Doing it again changes nothing.
    """
    _link_again(event.ticket_id, now)


def _link_again(ticket_id: int, now: datetime) -> None:
    for bug in bugs_of(ticket_id):
        link_ticket(bug_id=bug.pk, ticket_id=ticket_id, by=SYSTEM, now=now)
