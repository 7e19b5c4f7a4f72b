"""Who is told: only active people with an e-mail, each once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pointdesk.accounts.models import User
from pointdesk.customers.models import Ownership, Person
from pointdesk.customers.queries import owners
from pointdesk.kit.actors import Role
from pointdesk.tickets.models import Ticket


@dataclass(frozen=True)
class Recipient:
    """Someone who gets a mail: a customer's person or a member of staff (`ref` as in actors' ids)."""

    ref: str
    name: str
    email: str
    language: str
    person_id: int | None = None
    user_id: int | None = None


def ticket_recipients(ticket: Ticket) -> list[Recipient]:
    """Who is told what happens to a ticket: its requester; the customer's owners where there is none to tell."""
    return _people(_requester(ticket)) or owners_of(ticket.customer_id)


def wallet_recipients(ticket: Ticket) -> list[Recipient]:
    """Who is told that a ticket needs points of the customer: its requester and the owners."""
    return _people([*_requester(ticket), *owners(ticket.customer_id)])


def owners_of(customer_id: int) -> list[Recipient]:
    """Who is told about a customer's points."""
    return _people(owners(customer_id))


def person_recipient(person_id: int) -> list[Recipient]:
    """That person."""
    return _people(Person.objects.filter(id=person_id))


def owners_with_product(line_id: int, *, on: date) -> list[Recipient]:
    """The owners of all customers who own a product of the line on that day. One query."""
    held = Ownership.objects.filter(Q(until=None) | Q(until__gt=on), product__line_id=line_id, since__lte=on)
    owned_by = Person.objects.filter(is_owner=True, is_active=True, customer_id__in=held.values("customer_id"))
    return _people(owned_by.order_by("id"))


def staff_with(*roles: Role) -> list[Recipient]:
    """Active members of staff with at least one of the roles."""
    users = User.objects.filter(is_active=True, staff_roles__role__in=[r.value for r in roles]).distinct()
    return [Recipient(f"user:{u.pk}", u.name, u.email, u.language, user_id=u.pk) for u in users.order_by("id")]


def _requester(ticket: Ticket) -> list[Person]:
    return [ticket.requester] if ticket.requester else []


def _people(people: Iterable[Person]) -> list[Recipient]:
    told = {person.pk: person for person in people if person.is_active and person.email}
    return [Recipient(f"person:{pk}", p.name, p.email, p.language, person_id=pk) for pk, p in told.items()]
