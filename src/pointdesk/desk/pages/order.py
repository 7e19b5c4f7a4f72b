"""An order entered by hand: whose it is, so that nobody becomes a customer twice."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pointdesk.customers.models import Customer
from pointdesk.customers.queries import (
    CustomerRow,
    customer,
    find_customer,
    namesakes,
    people,
    search_customers,
    suspects,
)
from pointdesk.kit.errors import NotFound
from pointdesk.sales.queries import customer_of_order
from pointdesk.ui.numbers import numbered
from pointdesk.vendor.queries import policies


@dataclass(frozen=True)
class OrderPage:
    """Whose order will be entered, with the e-mail of their first person; without `customer_id`, who was found by
    `words`."""

    customer_id: int | None
    customer: str
    email: str
    words: str
    found: list[CustomerRow]


def build_order(chosen: str, words: str) -> OrderPage:
    """The page. Raises NotFound."""
    if not chosen:
        return OrderPage(None, "", "", words, search_customers(words) if words.strip() else [])
    customer_id = numbered(chosen)
    if customer_id is None:
        raise NotFound(kind="customer", ref=chosen)
    who = customer(customer_id)
    first = people(who.pk).first()
    return OrderPage(who.pk, who.name, first.email if first else "", "", [])


def other_holder(shop: str, number: str, customer_id: int | None) -> str:
    """What another customer is called whose order this is already; "" where there is none."""
    holder = customer_of_order(shop, number)
    return "" if holder is None or holder == customer_id else customer(holder).name


def look_alikes(shop: str, number: str, *, email: str, vat_id: str, company: str) -> list[tuple[int, str]]:
    """Known customers with this e-mail, VAT number or name, as (id, words), where it must be asked whose order it is:
    neither for an order that is known nor where a verified e-mail says it (ruling 25)."""
    if customer_of_order(shop, number) is not None or find_customer(shop=shop, email=email) is not None:
        return []
    sharing = suspects(email=email, vat_id=vat_id, country=policies().country)
    known = {who.pk: who for who in [*sharing, *namesakes(company)]}
    return [(who.pk, _said(who)) for who in known.values()]


def _said(who: Customer) -> str:
    emails = [person.email for person in people(who.pk)[:3]]
    told = " · ".join(part for part in (who.name, who.vat_id, *emails) if part)
    return _("This one: %(customer)s") % {"customer": told}
