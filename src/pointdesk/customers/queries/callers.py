from collections.abc import Collection
from dataclasses import dataclass

from pointdesk.customers.models import Customer, Person
from pointdesk.customers.rules import telephone
from pointdesk.kit.errors import InvalidInput
from pointdesk.vendor.queries import policies


@dataclass(frozen=True)
class Caller:
    """Whose telephone number it may be: a person's, or a customer's without saying whose (then no person)."""

    customer_id: int
    customer: str
    person_id: int | None = None
    person: str = ""


def people_of(customer_ids: Collection[int]) -> list[Caller]:
    """The active people of some customers, in the customers' order, owners first, then by name. One query."""
    if not customer_ids:
        return []
    order = {customer_id: place for place, customer_id in enumerate(customer_ids)}
    found = Person.objects.filter(customer__in=customer_ids, is_active=True).select_related("customer")
    rows = sorted(found.order_by("-is_owner", "name", "id"), key=lambda person: order[person.customer_id])
    return [Caller(x.customer_id, x.customer.name, x.pk, x.name) for x in rows]


def callers(number: str) -> list[Caller]:
    """Who may be calling from a number, as the line shows it: people first, then customers. It proves nothing (P19).
    Three queries; none for what is no number."""
    if not number.strip():
        return []
    try:
        known = telephone(number, region=policies().country)
    except InvalidInput:
        return []
    people = Person.objects.filter(phone=known, is_active=True).select_related("customer")
    customers = Customer.objects.filter(phone=known, merged_into=None)
    return [
        *(
            Caller(x.customer_id, x.customer.name, x.pk, x.name)
            for x in people.order_by("customer__name", "name", "id")
        ),
        *(Caller(x.pk, x.name) for x in customers.order_by("name", "id")),
    ]
