from datetime import datetime

from pointdesk.bugs import actions
from pointdesk.kit.actors import SYSTEM
from pointdesk.tickets.events import MergeUndone, TicketsMerged


def follow_merge(event: TicketsMerged, *, now: datetime) -> None:
    """Two tickets are one issue: a confirmed bug of the one returns the survivor's price too (P9)."""
    actions.follow_merge(ticket_id=event.ticket_id, by=SYSTEM, now=now)


def follow_undone_merge(event: MergeUndone, *, now: datetime) -> None:
    """A merge was taken back: what was free only for the other ticket's bug has its own price again."""
    actions.follow_undone_merge(ticket_id=event.into_id, former_id=event.ticket_id, by=SYSTEM, now=now)
