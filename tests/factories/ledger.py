"""Wallets and lots for tests, made through the ledger's actions."""

from datetime import date, datetime
from itertools import count

from tests.factories.customers import make_customer
from tests.factories.vendor import make_line

from pointdesk.customers.models import Customer
from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.days import years_after
from pointdesk.ledger.actions import grant, open_wallet
from pointdesk.ledger.rules import LotKind, Origin, Outcome, Subject
from pointdesk.vendor.models import ProductLine

_keys = count(1)
T1, T2, T3 = (Subject("ticket", f"T{i}") for i in (1, 2, 3))


def next_key() -> str:
    """An idempotency key that no other act of the run has."""
    return f"key-{next(_keys)}"


def make_wallet(*, now: datetime, customer: Customer | None = None, line: ProductLine | None = None) -> int:
    """The wallet of a customer (a new one, unless given) for a line (x-cart, unless given)."""
    customer = customer or make_customer(now=now)
    return open_wallet(customer_id=customer.id, line_id=(line or make_line()).id)


def make_lot(
    wallet_id: int, points: int, until: date, *, now: datetime, kind: LotKind = LotKind.PAID, cents: int = 0,
    paid: date | None = None, origin: Origin | None = None,
) -> Outcome:  # fmt: skip
    """A lot with its last valid day; bought a year before that day unless told otherwise."""
    return grant(
        wallet_id=wallet_id, points=points, lot_kind=kind,
        origin=origin or (Origin.PURCHASE if kind is LotKind.PAID else Origin.WELCOME),
        purchased_on=paid or years_after(until, -1), last_valid_day=until, net_cents=cents, key=next_key(), by=SYSTEM,
        now=now,
    )  # fmt: skip
