from django.db.models import Q

from pointdesk.customers.queries import people
from pointdesk.tickets.models import Ticket


def readers_of(ticket: Ticket) -> list[str]:
    """The names of those who read what is said on a ticket: who asked, and the customer's people who see all tickets.

    Whoever asked comes first. One query.
    """
    seeing = people(ticket.customer_id).filter(Q(id=ticket.requester_id) | Q(is_owner=True) | Q(sees_all_tickets=True))
    return [person.name for person in sorted(seeing, key=lambda person: person.pk != ticket.requester_id)]
