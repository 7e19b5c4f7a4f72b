from collections.abc import Iterable

from pointdesk.kit.actors import Actor
from pointdesk.tickets.models import Ticket


def titles(by: Actor, numbers: Iterable[int]) -> dict[int, str]:
    """The subjects of tickets by their number, of those that `by` may see, in one query."""
    return dict(Ticket.objects.visible_to(by).filter(number__in=set(numbers)).values_list("number", "subject"))
