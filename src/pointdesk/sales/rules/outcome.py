from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class OrderOutcome:
    """What a report did. Points as in events.OrderApplied; all 0 and `changed` False for a repeated report.

    `unknown` are the SKUs of the order without an effect, `held` says that a gift waits for staff, `went_back` that
    the shop reported a status behind the known one.
    """

    order_id: int
    customer_id: int
    status: str
    changed: bool
    granted: int = 0
    gifted: int = 0
    cancelled: int = 0
    arrears: int = 0
    unknown: tuple[str, ...] = ()
    held: bool = False
    went_back: bool = False
