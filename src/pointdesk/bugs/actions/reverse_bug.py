from collections.abc import Sequence
from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.bugs.events import BugVerdictReversed
from pointdesk.bugs.models import BugTicket
from pointdesk.bugs.permissions import may_keep_register
from pointdesk.bugs.rules import BugStatus, is_ours
from pointdesk.charges import actions as charges
from pointdesk.charges.models import Charge
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.outbox.actions import publish
from pointdesk.tickets.queries import family_of, locked_ticket, require_open


def reverse_bug(
    *, ticket_id: int, items: Sequence[tuple[str, int]], by: Actor, now: datetime, reason: str = "",
    key: str | None = None,
) -> None:  # fmt: skip
    """ "Not a bug" for one ticket: while it is open it is priced again with these items (P9). The bug keeps
    its verdict.

    The new price may wait for points or be asked about, like any other. The same `key` and body again changes nothing.

    Raises NotAllowed, NotFound, TicketMerged, TicketClosed (reopen it first: ruling 21), and what
    `charges.actions.reverse_bug` raises: NotABug, UnknownItem, ItemNeedsQuote, SameKeyOtherRequest and the like.
    """
    if not may_keep_register(by):
        raise NotAllowed("reverse_bug")
    with writing():
        ticket = locked_ticket(ticket_id, by=by)
        require_open(ticket)
        was_bug = Charge.objects.filter(id=ticket.charge_id, is_bug=True).exists()
        charges.reverse_bug(charge_id=ticket.charge_id, items=items, by=by, now=now, reason=reason, key=key)
        if not was_bug:
            return  # the same request was carried out before
        links = BugTicket.objects.filter(reversed_at=None, bug__status__in=[s.value for s in BugStatus if is_ours(s)])
        links.filter(ticket__in=family_of(ticket.pk)).update(reversed_at=now)
        record("reverse_bug", by=by, subject=("ticket", ticket.number), now=now)
        publish(BugVerdictReversed(ticket_id=ticket.pk, number=ticket.number, customer_id=ticket.customer_id), now=now)
