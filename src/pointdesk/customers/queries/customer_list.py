from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from pointdesk.customers.models import WORDS, Customer


@dataclass(frozen=True)
class CustomerRow:
    """A customer in a list for staff; `people` counts the active ones."""

    id: int
    name: str
    vat_id: str
    country: str
    people: int
    created_at: datetime


def customer_list(*, before: int | None = None, most: int = 25) -> list[CustomerRow]:
    """The customers, the latest registered first, without those merged into another; a page begins `before` the id of
    the last row seen. One query."""
    rows = Customer.objects.filter(merged_into=None)
    return _rows(rows if before is None else rows.filter(id__lt=before))[:most]


def search_customers(words: str, *, most: int = 25) -> list[CustomerRow]:
    """The customers that have all the words (the last one may be only its beginning) in their name, their numbers or
    their people, the latest registered first; a merged one is found in its survivor. At most three queries."""
    found = WORDS.find(words, most=most)
    known = Customer.objects.filter(id__in=found).values_list("id", "merged_into_id") if found else []
    ids = {survivor or own for own, survivor in known}
    return _rows(Customer.objects.filter(id__in=ids))[:most] if ids else []


def _rows(customers: QuerySet[Customer]) -> list[CustomerRow]:
    active = Count("people", filter=Q(people__is_active=True))
    rows = customers.annotate(active=active).order_by("-id")
    return [CustomerRow(*row) for row in rows.values_list("id", "name", "vat_id", "country", "active", "created_at")]
