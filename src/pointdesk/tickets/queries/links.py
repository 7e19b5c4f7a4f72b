from dataclasses import dataclass

from django.db.models import Q

from pointdesk.tickets.models import Ticket, TicketLink, TicketQuerySet


@dataclass(frozen=True)
class Relations:
    """The numbers of the tickets that have to do with one: linked by staff, merged into it, opened to follow it."""

    linked: tuple[int, ...]
    merged: tuple[int, ...]
    followers: tuple[int, ...]


def relations_of(ticket_id: int) -> Relations:
    """What has to do with a ticket, for staff only: linked ones may be other customers'. Three queries."""
    return Relations(
        linked=tuple(linked_numbers(ticket_id)),
        merged=_numbers(Ticket.objects.filter(merged_into=ticket_id)),
        followers=_numbers(Ticket.objects.filter(follows=ticket_id)),
    )


def linked_numbers(ticket_id: int) -> list[int]:
    """The numbers of the tickets that staff linked to this one, for staff only: they may be other customers'."""
    links = TicketLink.objects.filter(Q(low=ticket_id) | Q(high=ticket_id)).select_related("low", "high")
    return sorted(link.high.number if link.low_id == ticket_id else link.low.number for link in links)


def _numbers(tickets: TicketQuerySet) -> tuple[int, ...]:
    return tuple(tickets.order_by("number").values_list("number", flat=True))
