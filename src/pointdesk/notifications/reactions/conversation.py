"""What customers are told about the work on their tickets (P16)."""

from datetime import datetime, timedelta

from pointdesk.charges.queries import charge_view
from pointdesk.kit.actors import ActorKind
from pointdesk.kit.days import day_of
from pointdesk.notifications.actions import write_notices
from pointdesk.notifications.queries import ticket_facts, ticket_recipients
from pointdesk.notifications.rules import letters
from pointdesk.tickets.events import MessageAdded, TicketSolved
from pointdesk.tickets.models import Message, Ticket
from pointdesk.tickets.rules import WorkState
from pointdesk.vendor.queries import policies


def tell_reply(event: MessageAdded, *, now: datetime) -> None:
    """A member of staff wrote. The last word of a solution is told with the solution, not twice."""
    if event.author != ActorKind.STAFF or event.automatic:
        return
    message = Message.objects.get(pk=event.message_id)
    ticket = _ticket(event.ticket_id)
    if ticket.state == WorkState.SOLVED and ticket.solved_at == message.at:
        return
    facts = ticket_facts(ticket)
    write_notices(
        "replied", str(message.pk), to=ticket_recipients(ticket), now=now, ticket=ticket.number,
        write=lambda say, reader, _: letters.replied(
            say, reader, facts, who=message.author_label, body=message.body
        ),
    )  # fmt: skip


def tell_solved(event: TicketSolved, *, now: datetime) -> None:
    """P16: solved, with its cost and the days until it closes. Nothing where the customer has answered by now.

    The cost is what it is now: between the event and the mail the ticket may have been priced and solved again.
    """
    ticket = _ticket(event.ticket_id)
    if ticket.state != WorkState.SOLVED or ticket.solved_at is None:
        return
    here, facts, solved_at = policies(), ticket_facts(ticket), ticket.solved_at
    charge = charge_view(ticket.charge_id, now=now)
    said = Message.objects.for_customer().filter(ticket=ticket, at=solved_at, author_kind=ActorKind.STAFF.value)
    body = said.exclude(body="").order_by("-id").values_list("body", flat=True).first() or ""
    closes_after = day_of(solved_at, here.zone) + timedelta(days=here.auto_close_days)
    write_notices(
        "solved", f"{ticket.pk}.{solved_at.isoformat()}", to=ticket_recipients(ticket), now=now, ticket=ticket.number,
        write=lambda say, reader, _: letters.solved(
            say, reader, facts, price=charge.price or 0, charged=charge.charged, body=body, closes_after=closes_after,
            close_days=here.auto_close_days, reopen_days=here.reopen_days,
        ),
    )  # fmt: skip


def _ticket(ticket_id: int) -> Ticket:
    """The ticket, or the one into which it was merged."""
    ticket = Ticket.objects.select_related("requester", "merged_into__requester").get(pk=ticket_id)
    return ticket.merged_into or ticket
