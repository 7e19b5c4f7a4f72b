from pointdesk.bugs.models import Bug, BugTicket
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.queries import family_of


def tickets_of(bug_id: int) -> list[Ticket]:
    """The tickets that a bug caused, each once, merged ones read as their survivor, in the order of their numbers."""
    links = BugTicket.objects.filter(bug=bug_id, reversed_at=None)
    rows = links.select_related("ticket__charge", "ticket__merged_into__charge")
    found = {ticket.pk: ticket for ticket in (link.ticket.merged_into or link.ticket for link in rows)}
    return sorted(found.values(), key=lambda ticket: ticket.number)


def merged_tickets_of(bug_id: int) -> list[Ticket]:
    """The tickets that a bug caused and that are merged into another one now."""
    links = BugTicket.objects.filter(bug=bug_id, reversed_at=None, ticket__merged_into__isnull=False)
    return [link.ticket for link in links.select_related("ticket__charge").order_by("ticket__number")]


def bugs_of(ticket_id: int) -> list[Bug]:
    """The bugs that caused a ticket, or one that was merged into it, oldest first."""
    causes = BugTicket.objects.filter(reversed_at=None, ticket__in=family_of(ticket_id))
    return list(Bug.objects.filter(id__in=causes.values("bug_id")).order_by("id"))
