"""What the vendor's shop reports, signed as a shop signs it, and the customers who come with their first order."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime

from pointdesk.customers.models import Customer
from pointdesk.customers.queries import find_customer, owners, person_as_actor
from pointdesk.demo.firms import Firm
from pointdesk.demo.stage import Client, Stage
from pointdesk.sales.actions import receive_delivery
from pointdesk.sales.rules import signed_headers

LICENCE = "XC-LICENCE"
PRICES = {LICENCE: 49_500, "XC-POINTS-60": 5_000, "XC-POINTS-120": 9_500, "XC-POINTS-300": 27_500}
"""Net cents of what the shop sells (other articles are given away)."""
VAT_PERCENT = 24


def pack(points: int) -> str:
    """The shop's article for a pack of so many points."""
    return f"XC-POINTS-{points}"


@dataclass(frozen=True)
class ShopOrder:
    """An order as the shop knows it; it reports the whole state at every change."""

    firm: Firm
    number: str
    skus: tuple[str, ...]
    paid_at: datetime
    status: str = "paid"
    refunded: dict[str, int] = field(default_factory=dict)

    def body(self, changed_at: datetime) -> bytes:
        """The report as it is sent."""
        return json.dumps(
            {
                "order": self.number,
                "status": self.status,
                "currency": "EUR",
                "paid_at": self.paid_at.isoformat(),
                "changed_at": changed_at.isoformat(),
                "customer": {
                    "external_id": self.firm.code, "email": self.firm.email, "name": self.firm.owner,
                    "company": self.firm.name, "vat_id": self.firm.vat_id, "country": self.firm.country,
                    "phone": self.firm.phone, "language": self.firm.language,
                },
                "lines": [self._line(sku) for sku in self.skus],
            }
        ).encode()  # fmt: skip

    def _line(self, sku: str) -> dict[str, str | int]:
        net = PRICES.get(sku, 0)
        refunded = self.refunded.get(sku, 0)
        return {
            "sku": sku,
            "quantity": 1,
            "refunded": refunded,
            "net_cents": net,
            "vat_cents": net * VAT_PERCENT // 100,
        }


def buy(stage: Stage, firm: Firm, *skus: str) -> ShopOrder:
    """Somebody orders and pays, and the shop reports it."""
    order = ShopOrder(firm, stage.order_number(), skus, paid_at=stage.now)
    report(stage, order)
    return order


def report(stage: Stage, order: ShopOrder) -> None:
    """Let the shop report how an order stands. Raises what the delivery is refused with."""
    body = order.body(stage.now)
    headers = signed_headers([stage.secret], body, stage.now)
    receive_delivery(shop=stage.shop, body=body, headers=headers, now=stage.now)


def change(stage: Stage, order: ShopOrder, status: str, *refunded: str) -> ShopOrder:
    """Let the shop change an order and report it."""
    order = replace(order, status=status, refunded=order.refunded | dict.fromkeys(refunded, 1))
    report(stage, order)
    return order


def join(stage: Stage, firm: Firm, *more: str) -> Client:
    """A firm buys its first licence, perhaps more with it, and so becomes a customer."""
    buy(stage, firm, LICENCE, *more)
    customer = known(stage, firm)
    client = Client(firm, customer.pk, [person_as_actor(owner) for owner in owners(customer.pk)])
    stage.clients[firm.code] = client
    return client


def known(stage: Stage, firm: Firm) -> Customer:
    """The customer that a firm became."""
    found = find_customer(shop=stage.shop, external_id=firm.code)
    if found is None:
        raise LookupError(f"{firm.name} has not bought anything yet")
    return found
