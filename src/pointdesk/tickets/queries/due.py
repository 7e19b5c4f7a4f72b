from datetime import datetime

from pointdesk.tickets.models import Ticket
from pointdesk.tickets.rules import WorkState


def solved_tickets_before(moment: datetime) -> list[int]:
    """The ids of the tickets solved before a moment and not closed yet, oldest first: few, for the job of P16 runs
    every night."""
    solved = Ticket.objects.standing().filter(state=WorkState.SOLVED.value, solved_at__lt=moment)
    return list(solved.order_by("solved_at", "id").values_list("id", flat=True))
