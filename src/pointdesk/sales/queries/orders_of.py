from dataclasses import dataclass
from datetime import date

from pointdesk.sales.models import Order
from pointdesk.sales.rules import OrderStatus


@dataclass(frozen=True)
class OrderRow:
    """An order in a customer's list; `lines` are what was ordered, in the shop's words, with how many; `points` what it
    brought, without what was taken back."""

    id: int
    shop: str
    number: str
    status: OrderStatus
    paid_on: date | None
    lines: tuple[tuple[str, int], ...]
    points: int


def orders_of(customer_id: int, *, most: int = 10) -> list[OrderRow]:
    """A customer's orders, the latest first. Two queries."""
    orders = Order.objects.filter(customer=customer_id).select_related("shop").prefetch_related("lines")
    return [_row(order) for order in orders.order_by("-id")[:most]]


def customer_of_order(shop: str, number: str) -> int | None:
    """Whose order that is, by the customer's id; None where it is not known yet. One query."""
    known = Order.objects.filter(shop__code=shop, number=number).values_list("customer__merged_into_id", "customer_id")
    return next((survivor or own for survivor, own in known), None)


def _row(order: Order) -> OrderRow:
    lines = sorted(order.lines.all(), key=lambda line: line.position)
    return OrderRow(
        id=order.pk,
        shop=order.shop.name,
        number=order.number,
        status=order.known_status,
        paid_on=order.paid_on,
        lines=tuple((line.name or line.sku, line.quantity) for line in lines),
        points=sum(line.points_each * (line.given_units - line.taken_units) for line in lines),
    )
