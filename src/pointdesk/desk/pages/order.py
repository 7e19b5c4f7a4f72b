"""An order entered by hand: whose it is, so that nobody becomes a customer twice, and what came of it."""

from dataclasses import dataclass

from django.contrib.messages import constants
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
from pointdesk.sales.rules import OrderOutcome, OrderStatus
from pointdesk.ui.components.figures import grouped
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


def order_said(outcome: OrderOutcome, number: str) -> list[tuple[int, SafeString]]:
    """What the report of the order did, with the level of each message; the first leads to the customer."""
    done = _moved(outcome)
    level = constants.SUCCESS if outcome.changed else constants.INFO
    if not outcome.changed:
        done = [_("Nothing changed: %(state)s.") % {"state": _state(outcome.status)}]
    elif not done:
        done = [_("%(state)s. No points moved.") % {"state": _state(outcome.status, begins=True)}]
    who = customer(outcome.customer_id)
    link = format_html('<a href="{}">{}</a>', reverse("desk:customer", args=[who.pk]), who.name)
    head = _("Order %(number)s") % {"number": number}
    said = [(level, format_html("{}, {}: {}", head, link, " ".join(done)))]
    if outcome.held:
        words = _("The welcome points wait for a decision: this customer looks like another one.")
        decide = format_html('<a href="{}">{}</a>', reverse("desk:reviews"), _("Decide"))
        said.append((constants.WARNING, format_html("{} {}", words, decide)))
    return said


def _moved(outcome: OrderOutcome) -> list[str]:
    """Sentences about points that came or went."""
    facts = [
        (outcome.granted, ngettext("%(points)s point given.", "%(points)s points given.", outcome.granted)),
        (
            outcome.gifted,
            ngettext("%(points)s welcome point given.", "%(points)s welcome points given.", outcome.gifted),
        ),
        (
            outcome.cancelled,
            ngettext("%(points)s point cancelled.", "%(points)s points cancelled.", outcome.cancelled),
        ),
    ]
    return [words % {"points": grouped(points)} for points, words in facts if points]


def _state(status: str, *, begins: bool = False) -> str:
    """How the order stands, inside a sentence or where it `begins` one."""
    words = {
        OrderStatus.PENDING: (_("it waits for payment"), _("It waits for payment")),
        OrderStatus.PAID: (_("it is paid already"), _("It is paid")),
        OrderStatus.PARTIALLY_REFUNDED: (_("it is partly paid back already"), _("It is partly paid back")),
        OrderStatus.REFUNDED: (_("it is paid back already"), _("It is paid back")),
        OrderStatus.CANCELLED: (_("it is cancelled already"), _("It is cancelled")),
        OrderStatus.CHARGED_BACK: (_("it was charged back"), _("It was charged back")),
    }
    return words[OrderStatus(status)][begins]
