from pointdesk.charges.queries import ChargeView
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotFound
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.rules import ShownState, shown_state


def ticket_for(by: Actor, *, number: int) -> Ticket:
    """The ticket of that number with its people, if `by` may see it. One that was merged names its survivor in
    `merged_into`: doors lead there. One query. Raises NotFound."""
    people = ("customer", "requester", "line", "assignee", "follows", "split_from", "merged_into")
    ticket = Ticket.objects.visible_to(by).select_related(*people).filter(number=number).first()
    if ticket is None:
        raise NotFound(kind="ticket", ref=str(number))
    return ticket


def family_of(ticket_id: int) -> list[int]:
    """The ids of a ticket and of those merged into it, which are one issue (ruling 22). One query.

    Asked first, and not as part of a larger question: a database that reads "this one or merged into this one" as one
    condition looks through every row there is.
    """
    return [ticket_id, *Ticket.objects.filter(merged_into=ticket_id).order_by("id").values_list("id", flat=True)]


def shown(ticket: Ticket, charge: ChargeView) -> ShownState:
    """What staff read as the state of a ticket, given its charge (ruling 5); `rules.customer_word` translates it."""
    return shown_state(
        ticket.work,
        price_is_asked=charge.open_offer is not None and not charge.open_offer.lapsed,
        waits_for_points=charge.waiting_since is not None,
    )
