from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges import actions as charges
from pointdesk.charges.queries import ChargeView
from pointdesk.kit.actors import Actor
from pointdesk.tickets.actions._answering import bring_back, locked_by_offer


def decline_price(
    *, offer_id: int, by: Actor, now: datetime, reason: str = "", key: str | None = None
) -> ChargeView:  # fmt: skip
    """The customer says no to a price question or a quote of a ticket: as `charges.actions.decline`, whose errors it
    raises, and the ticket is open again: staff decide whether they stop. Again changes nothing."""
    with writing():
        ticket, is_open = locked_by_offer(offer_id)
        charge = charges.decline(offer_id=offer_id, by=by, now=now, reason=reason, key=key)
        if is_open:
            bring_back(ticket, now=now)
    return charge
