"""What staff are told about the orders of shops (P12–P14, rulings 23–25)."""

from collections.abc import Callable
from datetime import datetime

from pointdesk.customers.models import Customer
from pointdesk.kit.actors import Role
from pointdesk.notifications.actions import write_notices
from pointdesk.notifications.queries import staff_with
from pointdesk.notifications.rules import Language, Letter, Reader, letters
from pointdesk.sales.events import (
    DeliveryRefused,
    NewcomerHeld,
    OrderChargedBack,
    PaidBackPointsMoved,
    StatusWentBack,
    UnknownSku,
)
from pointdesk.sales.models import Order
from pointdesk.vendor.models import ProductLine

ORDERS = (Role.MANAGER, Role.ADMINISTRATOR)
MONEY = (Role.MANAGER, Role.ACCOUNTANT)


def tell_staff_newcomer(event: NewcomerHeld, *, now: datetime) -> None:
    """P12: a gift waits for a decision."""
    line, customer = ProductLine.objects.get(id=event.line_id), _name(event.customer_id)
    others = ", ".join(Customer.objects.filter(id__in=event.suspects).order_by("id").values_list("name", flat=True))
    _tell(
        "staff_newcomer", f"{event.order_id}.{event.line_id}", now, (Role.MANAGER,),
        lambda say, reader: letters.staff_newcomer(
            say, reader, customer=customer, line=line.name, points=event.points, others=others
        ),
    )  # fmt: skip


def tell_staff_charged_back(event: OrderChargedBack, *, now: datetime) -> None:
    """P14: cancelled points and arrears."""
    order, customer = f"{event.shop}:{event.number}", _name(event.customer_id)
    _tell(
        "staff_charged_back", f"{_report(event.order_id)}.{event.cancelled}.{event.arrears}", now, MONEY,
        lambda say, reader: letters.staff_charged_back(
            say, reader, order=order, customer=customer, cancelled=event.cancelled, arrears=event.arrears
        ),
    )  # fmt: skip


def tell_staff_points_moved(event: PaidBackPointsMoved, *, now: datetime) -> None:
    """Ruling 24: points of a refunded order that another customer has by now."""
    order, customer = f"{event.shop}:{event.number}", _name(event.customer_id)
    _tell(
        "staff_points_moved", f"{_report(event.order_id)}.{event.lot_id}.{event.points}", now, MONEY,
        lambda say, reader: letters.staff_points_moved(
            say, reader, order=order, customer=customer, points=event.points
        ),
    )  # fmt: skip


def tell_staff_unknown_sku(event: UnknownSku, *, now: datetime) -> None:
    """An article that stands for nothing yet."""
    order = f"{event.shop}:{event.number}"
    _tell(
        "staff_unknown_sku", f"{event.order_id}.{event.line}", now, ORDERS,
        lambda say, reader: letters.staff_unknown_sku(say, reader, order=order, sku=event.sku),
    )  # fmt: skip


def tell_staff_status_back(event: StatusWentBack, *, now: datetime) -> None:
    """Ruling 23: told once for each pair of statuses, however often the shop repeats it."""
    order = f"{event.shop}:{event.number}"
    _tell(
        "staff_status_back", f"{event.order_id}.{event.status}.{event.reported}", now, ORDERS,
        lambda say, reader: letters.staff_status_back(
            say, reader, order=order, status=event.status, reported=event.reported
        ),
    )  # fmt: skip


def tell_staff_delivery_refused(event: DeliveryRefused, *, now: datetime) -> None:
    """A signed delivery that could not be applied."""
    _tell(
        "staff_delivery_refused", str(event.delivery_id), now, ORDERS,
        lambda say, reader: letters.staff_delivery_refused(say, reader, shop=event.shop, error=event.error),
    )  # fmt: skip


def _tell(
    kind: str, about: str, now: datetime, roles: tuple[Role, ...], compose: Callable[[Language, Reader], Letter]
) -> None:
    write_notices(kind, about, to=staff_with(*roles), now=now, write=lambda say, reader, _: compose(say, reader))


def _name(customer_id: int) -> str:
    return Customer.objects.get(id=customer_id).name


def _report(order_id: int) -> str:
    """Names the report of an order that the event is about: two reports may do the same to an order."""
    return f"{order_id}.{Order.objects.get(id=order_id).updated_at:%Y%m%d%H%M%S%f}"
