"""A customer with a wallet, and charges opened and priced through the actions, for tests."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count

from tests.factories.cast import DORA, anna
from tests.factories.catalog import make_price_list
from tests.factories.customers import make_customer
from tests.factories.ledger import make_lot, make_wallet
from tests.factories.vendor import make_line

from pointdesk.charges import actions
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.customers.models import Customer
from pointdesk.kit.actors import Actor
from pointdesk.ledger import queries as ledger
from pointdesk.ledger.rules import LotKind
from pointdesk.vendor.models import ProductLine

_numbers = count(1001)


def make_priced_line(code: str = "x-cart", *, now: datetime) -> ProductLine:
    """A product line with the scheme's price list in force since the beginning of the year."""
    line = make_line(code)
    if not line.price_lists.exists():
        make_price_list(now=now, line=line)
    return line


@dataclass
class Account:
    """A customer's charges on one product line, with the verbs in the order in which stories use them."""

    customer: Customer
    line: ProductLine
    wallet: int
    now: datetime
    anna: Actor = field(init=False)

    def __post_init__(self) -> None:
        self.anna = anna(self.customer.id)

    @property
    def available(self) -> int:
        """The points that the wallet can spend now."""
        return ledger.balance(self.wallet, at=self.now)

    def lot(self, points: int, until: date = date(2027, 1, 31), kind: LotKind = LotKind.PAID) -> None:
        """More points; the queue is served only when somebody tells it."""
        make_lot(self.wallet, points, until, now=self.now, kind=kind)

    def open(self, **fields) -> int:
        """The charge of a new ticket; Anna opens it."""
        charge = actions.open_charge(
            customer_id=self.customer.id, line_id=self.line.id, now=self.now,
            **{"reference": str(next(_numbers)), "by": self.anna, **fields},
        )  # fmt: skip
        return charge.id

    def price(self, charge_id: int, *codes: str, by: Actor = DORA, **fields) -> ChargeView:
        """Price a ticket by one of each item."""
        items = [(code, 1) for code in codes]
        return actions.set_price(charge_id=charge_id, items=items, by=by, now=self.now, **fields)

    def deliver(self, charge_id: int, delivery: str, by: Actor = DORA, **fields) -> ChargeView:
        """Say how the support is given."""
        return actions.set_delivery(charge_id=charge_id, delivery=delivery, by=by, now=self.now, **fields)

    def quote(self, charge_id: int, points: int, by: Actor = DORA, **fields) -> ChargeView:
        """Offer work upon request."""
        words = {"text": "A gateway for your bank", **fields}
        return actions.quote(charge_id=charge_id, points=points, by=by, now=self.now, **words)

    def accept(self, charge_id: int, by: Actor | None = None, **fields) -> ChargeView:
        """Accept the open offer."""
        return actions.accept(offer_id=self.offer(charge_id), by=by or self.anna, now=self.now, **fields)

    def decline(self, charge_id: int, by: Actor | None = None, **fields) -> ChargeView:
        """Decline the open offer."""
        return actions.decline(offer_id=self.offer(charge_id), by=by or self.anna, now=self.now, **fields)

    def settle(self, charge_id: int, by: Actor = DORA, **fields) -> ChargeView:
        """Close."""
        return actions.settle(charge_id=charge_id, by=by, now=self.now, **fields)

    def offer(self, charge_id: int) -> int:
        """The id of the open offer."""
        offer = self.see(charge_id).open_offer
        assert offer is not None
        return offer.id

    def see(self, charge_id: int) -> ChargeView:
        """The charge as it is now."""
        return charge_view(charge_id, now=self.now)


def make_account(points: int = 0, *, now: datetime, name: str = "Acme", line: ProductLine | None = None) -> Account:
    """A new customer with one paid lot of points, if any, that lives until 31 January 2027."""
    customer = make_customer(name, now=now)
    line = line or make_priced_line(now=now)
    account = Account(customer, line, make_wallet(now=now, customer=customer, line=line), now)
    if points:
        account.lot(points)
    return account
