"""Linking tickets to calls, and telling each ticket's charge that there was a call about it (ruling 26)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pointdesk.base.ids import possible_ids
from pointdesk.calls.errors import OtherCaller
from pointdesk.calls.models import Call
from pointdesk.charges.actions import note_caller
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotFound
from pointdesk.tickets.models import Ticket


def tickets_about(ticket_ids: Sequence[int], *, customer_id: int | None) -> list[Ticket]:
    """The tickets that a call of this customer is about, merged ones read as their survivor; of one customer where
    nobody knows yet whose call it is. Raises NotFound, OtherCaller."""
    rows = Ticket.objects.filter(id__in=possible_ids(ticket_ids)).select_related("charge", "merged_into__charge")
    found = {row.pk: row.merged_into or row for row in rows}
    for ticket_id in ticket_ids:
        if ticket_id not in found:
            raise NotFound(kind="ticket", ref=str(ticket_id))
        customer_id = customer_id or found[ticket_id].customer_id
        if found[ticket_id].customer_id != customer_id:
            raise OtherCaller(ticket=found[ticket_id].number)
    return list({ticket.pk: ticket for ticket in found.values()}.values())


def note_on(tickets: Iterable[Ticket], call: Call, *, by: Actor, now: datetime) -> None:
    """Note on each charge that a call is linked, and whether its caller is verified; wallets in the order of ids."""
    for ticket in sorted(tickets, key=lambda ticket: (ticket.charge.wallet_id, ticket.charge_id)):
        note_caller(charge_id=ticket.charge_id, verified=call.verified, by=by, now=now)
