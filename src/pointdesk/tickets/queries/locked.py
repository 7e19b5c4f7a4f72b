from datetime import date

from pointdesk.base.database import require_transaction
from pointdesk.base.ids import possible_ids
from pointdesk.kit.actors import Actor, ActorKind
from pointdesk.kit.errors import NotFound
from pointdesk.tickets.errors import ThreadChanged, TicketClosed, TicketMerged
from pointdesk.tickets.models import Message, Ticket
from pointdesk.tickets.queries.ticket import family_of
from pointdesk.tickets.rules import WorkState, last_day_to_reopen
from pointdesk.vendor.queries import policies


def locked_ticket(ticket_id: int, *, by: Actor) -> Ticket:
    """The ticket, locked until the transaction ends. Tickets are locked before any wallet.

    Raises NotFound where there is none or `by` may not see it, TicketMerged where it was merged into another.
    """
    (ticket,) = locked_tickets([ticket_id], by=by)
    require_standing(ticket)
    return ticket


def locked_survivor(ticket_id: int, *, by: Actor) -> Ticket:
    """As `locked_ticket`, but reads through a merge: what is said to a merged ticket is said to its survivor."""
    # The merged one is only looked at: locking it first would break the order of locked_tickets.
    into = Ticket.objects.visible_to(by).filter(id=ticket_id).values_list("merged_into_id", flat=True).first()
    return locked_ticket(into or ticket_id, by=by)


def locked_tickets(ticket_ids: list[int], *, by: Actor) -> list[Ticket]:
    """The tickets, merged or not, in the order asked for, locked in the order of their ids: two who lock the same two
    never wait for each other. Raises NotFound for the first that `by` may not see."""
    require_transaction()
    # NO KEY UPDATE: a message that is being added to a ticket (a foreign key to it) need not wait.
    seen = Ticket.objects.visible_to(by).select_for_update(no_key=True, of=("self",)).order_by("id")
    found = {ticket.pk: ticket for ticket in seen.filter(id__in=possible_ids(ticket_ids))}
    for ticket_id in ticket_ids:
        if ticket_id not in found:
            raise NotFound(kind="ticket", ref=str(ticket_id))
    return [found[ticket_id] for ticket_id in ticket_ids]


def require_standing(ticket: Ticket) -> None:
    """Refuse a ticket that was merged. Raises TicketMerged, which names the survivor."""
    if ticket.merged_into is not None:
        raise TicketMerged(ticket=ticket.number, into=ticket.merged_into.number)


def require_open(ticket: Ticket) -> None:
    """Refuse a closed ticket. Raises TicketClosed, which says until when it may be reopened."""
    if ticket.state == WorkState.CLOSED:
        raise TicketClosed(ticket=ticket.number, reopen_until=reopen_until(ticket))


def require_read(ticket: Ticket, seen: int, *, by: Actor) -> None:
    """Refuse to go on where somebody else has written on the locked ticket after its line `seen`: a message, a fact,
    or, for staff, a note. Raises ThreadChanged, which names the latest author."""
    newer = Message.objects.filter(ticket__in=family_of(ticket.pk), id__gt=seen)
    newer = newer.exclude(author_kind=by.kind.value, author_id=by.id)
    if by.kind is ActorKind.PERSON:
        newer = newer.for_customer()
    latest = newer.order_by("id").last()
    if latest is not None:
        raise ThreadChanged(ticket=ticket.number, author=latest.author_label)


def reopen_until(ticket: Ticket) -> date:
    """The last day on which a closed ticket may be reopened (P16)."""
    if ticket.closed_at is None:
        raise ValueError(f"ticket {ticket.number} is not closed")
    policy = policies()
    return last_day_to_reopen(ticket.closed_at, reopen_days=policy.reopen_days, zone=policy.zone)
