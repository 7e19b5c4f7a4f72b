"""Returning what a bug's tickets were charged (P9)."""

from collections.abc import Iterable
from datetime import datetime

from pointdesk.bugs.models import Bug
from pointdesk.charges.actions import void_for_bug
from pointdesk.kit.actors import Actor
from pointdesk.tickets.models import Ticket


def return_for(bug: Bug, tickets: Iterable[Ticket], *, by: Actor, now: datetime) -> None:
    """Return everything that these tickets were charged, at any time, after closing too; what was returned already
    stays so. The wallets are locked in the order of their ids, as everywhere."""
    for ticket in sorted(tickets, key=lambda ticket: (ticket.charge.wallet_id, ticket.charge_id)):
        void_for_bug(charge_id=ticket.charge_id, by=by, now=now, reason=bug.reason)
