"""Points in and out, in the name of a line of an order."""

from datetime import date

from pointdesk.ledger import actions as ledger
from pointdesk.ledger.queries import moved_away
from pointdesk.ledger.rules import LotKind, Origin
from pointdesk.outbox.actions import publish
from pointdesk.sales.actions._case import Case, Tally
from pointdesk.sales.events import PaidBackPointsMoved
from pointdesk.sales.models import OrderLine


def give_points(
    case: Case, line: OrderLine, *, line_id: int, points: int, origin: Origin, purchased_on: date,
    last_valid_day: date, key: str, net_cents: int = 0, vat_cents: int = 0, currency: str = "EUR",
) -> int:  # fmt: skip
    """Grant points in a lot of their own in the customer's wallet for a product line, which the case has locked.

    Returns the lot's id.
    """
    outcome = ledger.grant(
        wallet_id=case.wallets[line_id],
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


def take_back(case: Case, line: OrderLine, lot_id: int, points: int, key: str, arrears: bool, done: Tally) -> None:
    """Cancel what is unused of `points` of a lot and its descendants (P14); with `arrears` the spent part is owed.

    Points that were moved to another customer stay there; staff are told (ruling 24).
    """
    outcome = ledger.cancel(
        lot_id=lot_id,
        points=points,
        key=key,
        by=case.by,
        now=case.now,
        subject=case.subject(line),
        reason="charged_back" if arrears else "paid_back",
        arrears=arrears,
    )
    cancelled = -outcome.change
    done.cancelled += cancelled
    done.arrears += outcome.arrears
    moved = moved_away(lot_id) if cancelled < points else 0
    if moved:
        publish(
            PaidBackPointsMoved(
                order_id=case.order.pk, shop=case.order.shop.code, number=case.order.number,
                customer_id=case.customer.pk, lot_id=lot_id, points=min(moved, points - cancelled),
            ),
            now=case.now,
        )  # fmt: skip
