"""What the steps of applying an order share: the order being dealt with, and the tally of what was done."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from pointdesk.customers.models import Customer
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.ledger import actions as ledger
from pointdesk.ledger.rules import Subject
from pointdesk.sales.models import Order, OrderLine
from pointdesk.vendor.rules import Policies


@dataclass(frozen=True)
class Case:
    """An order under its lock, the customer (locked too) whose points it moves, and who asked when.

    `wallets` are the customer's wallets that the case has opened and locked, by product line.
    """

    order: Order
    customer: Customer
    policies: Policies
    by: Actor
    now: datetime
    wallets: dict[int, int] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day in the vendor's zone."""
        return day_of(self.now, self.policies.zone)

    @property
    def purchased_on(self) -> date:
        """The day of purchase; only asked once the order is paid."""
        return self.order.paid_on or self.today

    def name_of(self, line: OrderLine) -> str:
        """The line as statements and ownerships know it: ``shop:1001:1``."""
        return f"{self.order.shop.code}:{self.order.number}:{line.ref}"

    def lock_wallets(self, product_lines: Iterable[int]) -> None:
        """Open and lock the customer's wallets for these lines, in id order, as everybody does (ruling 10)."""
        for line in sorted(product_lines):
            self.wallets[line] = ledger.open_wallet(customer_id=self.customer.pk, line_id=line)
        ledger.lock_wallets(self.wallets.values())

    def subject(self, line: OrderLine) -> Subject:
        """The line as the ledger knows it."""
        return Subject("order_line", self.name_of(line))


@dataclass
class Tally:
    """Points moved so far by one report, and whether a gift was held."""

    granted: int = 0
    gifted: int = 0
    cancelled: int = 0
    arrears: int = 0
    held: bool = False
