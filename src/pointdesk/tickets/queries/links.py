from django.db.models import Q

from pointdesk.tickets.models import TicketLink


def linked_numbers(ticket_id: int) -> list[int]:
    """The numbers of the tickets that staff linked to this one, for staff only: they may be other customers'."""
    links = TicketLink.objects.filter(Q(low=ticket_id) | Q(high=ticket_id)).select_related("low", "high")
    return sorted(link.high.number if link.low_id == ticket_id else link.low.number for link in links)
