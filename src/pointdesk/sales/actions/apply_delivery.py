from contextlib import suppress
from datetime import datetime

from pointdesk.kit.errors import DomainError
from pointdesk.sales.actions._inbox import deal_with


def apply_delivery(*, delivery_id: int, now: datetime) -> None:
    """Apply a delivery that was received but not dealt with: its process came to an end in between.

    One that was dealt with is left alone. A refusal is noted in the inbox and not raised: to try again would not help.
    """
    with suppress(DomainError):
        deal_with(delivery_id, now=now)
