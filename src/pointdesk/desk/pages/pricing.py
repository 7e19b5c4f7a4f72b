from dataclasses import dataclass
from datetime import datetime

from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.kit.actors import Actor
from pointdesk.tickets.models import Ticket


@dataclass(frozen=True)
class PricePanel:
    """What a ticket costs."""

    charge: ChargeView


def build_price_panel(ticket: Ticket, by: Actor, now: datetime) -> PricePanel:
    """The price of a ticket as `by` reads it at its side."""
    return PricePanel(charge=charge_view(ticket.charge_id, now=now))
