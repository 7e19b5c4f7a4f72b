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


def shown(ticket: Ticket, charge: ChargeView) -> ShownState:
    """What staff read as the state of a ticket, given its charge (ruling 5); `rules.customer_word` translates it."""
    return shown_state(
        ticket.work,
        price_is_asked=charge.open_offer is not None and not charge.open_offer.lapsed,
        waits_for_points=charge.waiting_since is not None,
    )
