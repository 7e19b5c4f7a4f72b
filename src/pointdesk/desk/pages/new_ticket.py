from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pointdesk.catalog.queries import lines_with_scheme
from pointdesk.customers.queries import NamedCustomer, customer, customers_named, people
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.tickets.queries import ticket_for
from pointdesk.vendor.queries import policies, product_lines


@dataclass(frozen=True)
class ChoicePage:
    """Whose ticket it will be: the customers that fit what was typed."""

    words: str
    customers: list[NamedCustomer]


@dataclass(frozen=True)
class NewTicketPage:
    """What the form for a new ticket of one customer offers; `follows` is the number of the ticket it follows."""

    customer_id: int
    customer: str
    lines: list[tuple[int, str]]
    people: list[tuple[int, str]]
    urgent: bool
    follows_id: int | None = None
    follows: int | None = None
    initial: dict[str, Any] = field(default_factory=dict)


def build_choice(words: str) -> ChoicePage:
    """The customers that fit the words."""
    return ChoicePage(words=words, customers=customers_named(words))


def build_new(customer_id: int, now: datetime) -> NewTicketPage:
    """A new ticket for a customer, on any line that has a price list today. Raises NotFound."""
    who, rules = customer(customer_id), policies()
    priced = lines_with_scheme(day_of(now, rules.zone))
    return NewTicketPage(
        customer_id=who.pk,
        customer=who.name,
        lines=[(line.pk, line.name) for line in product_lines() if line.pk in priced],
        people=[(person.pk, person.name) for person in people(who.pk)],
        urgent=rules.urgent_offered,
    )


def build_follow_up(number: int, by: Actor, now: datetime) -> NewTicketPage:
    """A new ticket that follows an earlier one. Raises NotFound."""
    earlier = ticket_for(by, number=number)
    page = build_new(earlier.customer_id, now)
    return NewTicketPage(
        customer_id=page.customer_id,
        customer=page.customer,
        lines=page.lines,
        people=page.people,
        urgent=page.urgent,
        follows_id=earlier.pk,
        follows=earlier.number,
        initial={"line": earlier.line_id, "requester": earlier.requester_id or 0, "subject": earlier.subject},
    )
