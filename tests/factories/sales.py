"""A shop whose SKUs are those of the scenarios, and reports of its orders."""

from dataclasses import replace
from datetime import date, datetime

from tests.factories.catalog import make_price_list, make_product_line

from pointdesk.catalog.queries import pack
from pointdesk.customers.models import Customer, ExternalId
from pointdesk.kit.actors import SYSTEM, Actor, ActorKind
from pointdesk.ledger.queries import balance, lots, statement, wallet_of
from pointdesk.sales.actions import add_shop, apply_order, set_sku_effect
from pointdesk.sales.models import EffectKind, Shop
from pointdesk.sales.rules import OrderOutcome, OrderReport, OrderStatus, ReportedCustomer, ReportedLine
from pointdesk.vendor.models import Product

SHOP = Actor(kind=ActorKind.SHOP, id="shop", label="The shop")
LICENCE = ReportedLine(sku="XC-LICENCE")
P60, P120, P300 = (ReportedLine(sku=f"XC-POINTS-{points}") for points in (60, 120, 300))


def make_shop(code: str = "shop", *, now: datetime) -> Shop:
    """A shop that sells the licence and the packs of two product lines; the lines and packs are made too."""
    shop_id = add_shop(code=code, name=f"The {code}", by=SYSTEM, now=now)
    for prefix, line_code in (("XC", "x-cart"), ("OT", "other")):
        line = make_product_line(line_code)
        product, _ = Product.objects.get_or_create(line=line, code=line_code, defaults={"name": line_code})
        if not line.packs.exists():
            make_price_list(now=now, line=line, since=date(2024, 1, 1))
        facts = {"shop": code, "by": SYSTEM, "now": now}
        set_sku_effect(sku=f"{prefix}-LICENCE", kind=EffectKind.LICENCE, product_id=product.pk, **facts)
        for points in (60, 120, 300):
            sold = pack(line.pk, f"points-{points}")
            set_sku_effect(sku=f"{prefix}-POINTS-{points}", kind=EffectKind.PACK, pack_id=sold.pk, **facts)
    return Shop.objects.get(id=shop_id)


def order(
    *lines: ReportedLine, number: str = "1001", customer: str = "acme", status: str = "paid", shop: str = "shop",
    currency: str = "EUR", paid_at: datetime | date | None = None, changed_at: datetime | None = None, **who: str,
) -> OrderReport:  # fmt: skip
    """A report as the shop would make it; further fields are the customer's."""
    facts = {"email": f"office@{customer}.example", "external_id": customer, "company": customer, **who}
    return OrderReport(
        shop=shop, number=number, status=OrderStatus(status), currency=currency, paid_at=paid_at,
        changed_at=changed_at, lines=lines, customer=ReportedCustomer(**facts),
    )  # fmt: skip


def report(*lines: ReportedLine, now: datetime, by: Actor | None = None, **facts) -> OrderOutcome:
    """Apply such a report."""
    told = order(*lines, **facts)
    return apply_order(report=told, by=by or replace(SHOP, id=told.shop), now=now)


def units(line: ReportedLine, quantity: int, refunded: int = 0, **facts) -> ReportedLine:
    """The line with so many units."""
    return replace(line, quantity=quantity, refunded=refunded, **facts)


def customer_of(external_id: str = "acme", shop: str = "shop") -> Customer:
    """The customer whom the shop knows under that id."""
    return ExternalId.objects.get(shop=shop, value=external_id).customer


def wallet(customer: str = "acme", line: str = "x-cart") -> int:
    """The customer's wallet for a line; it must be there."""
    found = wallet_of(customer_of(customer).pk, make_product_line(line).pk)
    assert found is not None
    return found


def points(now: datetime, customer: str = "acme", line: str = "x-cart") -> int:
    """What the customer can spend; 0 without a wallet."""
    found = wallet_of(customer_of(customer).pk, make_product_line(line).pk)
    return balance(found, now) if found else 0


def living(now: datetime, customer: str = "acme", line: str = "x-cart") -> list[tuple[int, str, date]]:
    """Points, kind and last valid day of the customer's lots, first to be spent first."""
    return [(lot.points, lot.kind.value, lot.last_valid_day) for lot in lots(wallet(customer, line), now)]


def movements(now: datetime, customer: str = "acme", line: str = "x-cart") -> list[tuple[str, int]]:
    """Kind and points of the lines of the customer's statement."""
    return [(entry.kind.value, entry.points) for entry in statement(wallet(customer, line), now)]
