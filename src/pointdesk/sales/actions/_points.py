"""Points in and out, in the name of a line of an order."""

from datetime import date

from pointdesk.ledger import actions as ledger
from pointdesk.ledger.rules import LotKind, Origin
from pointdesk.sales.actions._case import Case
from pointdesk.sales.models import OrderLine


def give_points(
    case: Case, line: OrderLine, *, line_id: int, points: int, origin: Origin, purchased_on: date,
    last_valid_day: date, key: str, net_cents: int = 0, vat_cents: int = 0, currency: str = "EUR",
) -> int:  # fmt: skip
    """Grant points in a lot of their own in the customer's wallet for a product line; returns the lot's id."""
    outcome = ledger.grant(
        wallet_id=ledger.open_wallet(customer_id=case.customer.pk, line_id=line_id),
        points=points,
        lot_kind=LotKind.PAID if origin is Origin.PURCHASE else LotKind.FREE,
        origin=origin,
        purchased_on=purchased_on,
        last_valid_day=last_valid_day,
        net_cents=net_cents,
        vat_cents=vat_cents,
        currency=currency,
        subject=case.subject(line),
        key=key,
        by=case.by,
        now=case.now,
    )
    lot_id = outcome.portions[0].lot_id
    if lot_id is None:
        raise RuntimeError("a grant that was written names its lot")
    return lot_id
