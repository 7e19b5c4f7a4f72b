"""Who and what is on stage: the names of a story, and what stands behind them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from pointdesk.accounts.models import User
from pointdesk.accounts.queries import staff_actor
from pointdesk.customers import queries as customers
from pointdesk.customers.actions import add_person, register_customer
from pointdesk.customers.models import Person
from pointdesk.kit.actors import Actor, Role
from pointdesk.play.rules.verbs import ShopOrder
from pointdesk.play.stage.world import AGENT, SHOP, address_of_staff, hire
from pointdesk.tickets.models import Ticket
from pointdesk.vendor.queries import product_line

WHY = "as the story says"
"""The reason of every act, and the text of every message."""


@dataclass
class Stage:
    """One story's cast. `paid` remembers when the shop first said that an order was paid, `orders` its last state."""

    tickets: dict[str, int] = field(default_factory=dict)
    bugs: dict[str, int] = field(default_factory=dict)
    customers: dict[str, None] = field(default_factory=dict)
    orders: dict[str, ShopOrder] = field(default_factory=dict)
    paid: dict[str, datetime] = field(default_factory=dict)
    pricers: dict[str, set[str]] = field(default_factory=dict)
    _keys: Iterator[int] = field(default_factory=count)

    def key(self) -> str:
        """A new idempotency key, as a form would carry one."""
        return f"story:{next(self._keys)}"

    def line(self, code: str) -> int:
        """The id of a product line."""
        return product_line(code).pk

    def customer(self, name: str, now: datetime) -> int:
        """The id of a customer (or of whom they were merged into), registered when first named."""
        self.customers.setdefault(name)
        found = customers.find_customer(shop=SHOP, external_id=name) or register_customer(
            name=name, email=address_of_customer(name), shop=SHOP, external_id=name, by=self.staff(AGENT, now), now=now
        )
        return found.pk

    def owner(self, customer_id: int, now: datetime) -> Person:
        """The person who acts for a customer."""
        found = customers.owners(customer_id).first()
        if found is not None:
            return found
        name = customers.customer(customer_id).name
        return add_person(
            customer_id=customer_id, name=name, email=address_of_customer(name), is_owner=True,
            by=self.staff(AGENT, now), now=now,
        )  # fmt: skip

    def person(self, customer_id: int, now: datetime) -> Actor:
        """The actor that this person is."""
        return customers.person_as_actor(self.owner(customer_id, now))

    def staff(self, name: str, now: datetime) -> Actor:
        """A member of staff; a new name is a new agent."""
        user = User.objects.filter(email=address_of_staff(name)).first()
        if user is None:
            hire(name, Role.AGENT, now)
            user = User.objects.get(email=address_of_staff(name))
        actor = staff_actor(user)
        if actor is None:
            raise LookupError(f"{name} has no role")
        return actor

    def ticket(self, name: str) -> Ticket:
        """A ticket as it stands."""
        return Ticket.objects.get(id=self.tickets[name])

    def customer_of(self, ticket: str, now: datetime) -> Actor:
        """The person of the customer whose ticket it is."""
        return self.person(self.ticket(ticket).customer_id, now)

    def speaker(self, name: str, ticket: str, now: datetime) -> Actor:
        """Who `by` means on a ticket: its customer, or a member of staff."""
        return self.customer_of(ticket, now) if name == "customer" else self.staff(name, now)


def address_of_customer(name: str) -> str:
    """Where a customer's mail goes when the story says nothing else."""
    return f"office@{name}.example"
