"""An answer of the customer to a price is news on the ticket: it is ours again."""

from datetime import datetime

from pointdesk.charges.queries import offer_standing
from pointdesk.charges.rules import OfferState
from pointdesk.kit.actors import SYSTEM
from pointdesk.tickets.actions._writing import move_on
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.queries import locked_tickets
from pointdesk.tickets.rules import Move


def locked_by_offer(offer_id: int) -> tuple[Ticket, bool]:
    """The ticket that an offer is about, locked before its wallet as always, and whether the offer is still open. Who
    may answer the offer its charge says, and who may see the ticket need not. Raises NotFound."""
    charge_id = offer_standing(offer_id).charge_id
    (ticket,) = locked_tickets([Ticket.objects.values_list("id", flat=True).get(charge_id=charge_id)], by=SYSTEM)
    return ticket, offer_standing(offer_id).state is OfferState.OPEN


def bring_back(ticket: Ticket, *, now: datetime) -> None:
    """Lead a locked ticket whose price was answered back to the staff, as a customer's message does."""
    move_on(ticket, Move.CUSTOMER_ANSWERS, now=now)
