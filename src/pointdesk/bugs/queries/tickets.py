from collections.abc import Collection

from django.db.models import Count
from django.db.models.functions import Coalesce

from pointdesk.bugs.models import Bug, BugTicket
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.queries import family_of


def tickets_of(bug_id: int) -> list[Ticket]:
    """The tickets that a bug caused, each once, merged ones read as their survivor, in the order of their numbers."""
    links = BugTicket.objects.filter(bug=bug_id, reversed_at=None)
    people = ("charge", "customer", "merged_into__charge", "merged_into__customer")
    rows = links.select_related(*(f"ticket__{name}" for name in people))
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


def ticket_counts(bug_ids: Collection[int]) -> dict[int, int]:
    """How many tickets each of the bugs caused, as `tickets_of` lists them; bugs without any are left out.

    One query."""
    caused = BugTicket.objects.filter(bug__in=bug_ids, reversed_at=None)
    survivors = Count(Coalesce("ticket__merged_into_id", "ticket_id"), distinct=True)
    return dict(caused.order_by().values("bug").annotate(tickets=survivors).values_list("bug", "tickets"))
