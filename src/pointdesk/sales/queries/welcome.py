from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from pointdesk.customers.models import Customer
from pointdesk.sales.models import EffectKind, OrderLine, WelcomeGift, WelcomeState


@dataclass(frozen=True)
class HeldNewcomer:
    """A welcome gift that waits for staff: `points` for the purchase of `purchased_on`, and with whom the order shares
    e-mail, VAT number or phone."""

    customer_id: int
    customer: str
    line_id: int
    line: str
    shop: str
    order: str
    points: int
    purchased_on: date
    suspects: tuple[tuple[int, str], ...]


def newcomers_held() -> list[HeldNewcomer]:
    """All gifts that wait for a decision, oldest first, in two queries."""
    gifts = list(
        WelcomeGift.objects.filter(state=WelcomeState.HELD)
        .select_related("customer", "line", "order_line__order__shop")
        .order_by("id")
    )
    wanted = {customer_id for gift in gifts for customer_id in gift.suspects}
    names = dict(Customer.objects.filter(id__in=wanted).values_list("id", "name")) if wanted else {}
    return [
        HeldNewcomer(
            customer_id=gift.customer_id,
            customer=gift.customer.name,
            line_id=gift.line_id,
            line=gift.line.name,
            shop=gift.order_line.order.shop.code,
            order=gift.order_line.order.number,
            points=gift.points,
            purchased_on=gift.purchased_on,
            suspects=tuple((customer_id, names[customer_id]) for customer_id in gift.suspects),
        )
        for gift in gifts
    ]


def gifts_of(customer_id: int, line_id: int) -> QuerySet[WelcomeGift]:
    """The gifts of a customer for a line: one, or several where customers were merged."""
    return WelcomeGift.objects.filter(
        Q(customer_id=customer_id) | Q(customer__merged_into_id=customer_id), line_id=line_id
    ).order_by("id")


def holds_licence(customer_id: int, line_id: int) -> bool:
    """Whether a product of the line that the customer bought is paid and was not paid back, by any of their orders."""
    licences = OrderLine.objects.filter(kind=EffectKind.LICENCE, product__line_id=line_id).filter(
        Q(order__customer_id=customer_id) | Q(order__customer__merged_into_id=customer_id),
        given_units__gt=F("taken_units"),
    )
    return licences.exists()
