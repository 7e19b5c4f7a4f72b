from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges import actions as charges
from pointdesk.charges.queries import ChargeView
from pointdesk.kit.actors import Actor
from pointdesk.tickets.actions._answering import bring_back, locked_by_offer


def accept_price(*, offer_id: int, by: Actor, now: datetime, key: str | None = None) -> ChargeView:
    """The customer agrees to a price question or a quote of a ticket: as `charges.actions.accept`, whose errors it
    raises, and the ticket is open again, so that the accepted work is begun. Again changes nothing."""
    with writing():
        ticket, is_open = locked_by_offer(offer_id)
        charge = charges.accept(offer_id=offer_id, by=by, now=now, key=key)
        if is_open:
            bring_back(ticket, now=now)
    return charge
