"""What sales does after an event."""

from datetime import datetime

from pointdesk.sales.actions import apply_delivery
from pointdesk.sales.events import DeliveryReceived


def apply_what_was_received(event: DeliveryReceived, *, now: datetime) -> None:
    """Apply a delivery that its own process left behind; nearly always it was applied long before."""
    apply_delivery(delivery_id=event.delivery_id, now=now)
