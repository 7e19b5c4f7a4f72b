"""A helpdesk with its people, whose tickets are opened and moved through the actions, for tests."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count

from tests.factories.accounts import make_staff
from tests.factories.charges import make_priced_line
from tests.factories.customers import make_customer
from tests.factories.ledger import make_lot, make_wallet

from pointdesk.accounts.queries import staff_actor
from pointdesk.charges import actions as charges
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.customers.actions import add_person
from pointdesk.customers.models import Customer
from pointdesk.customers.queries import person_as_actor
from pointdesk.kit.actors import SYSTEM, Actor, Role
from pointdesk.ledger import queries as ledger
from pointdesk.tickets import actions
from pointdesk.tickets.models import Message, Ticket
from pointdesk.vendor.models import ProductLine

_names = count(1)


def make_agent(name: str, *roles: Role, now: datetime) -> Actor:
    """A member of staff who exists as a user; an agent unless told otherwise."""
    user = make_staff(f"{name.casefold()}{next(_names)}@altermarket.example", name, *roles, now=now)
    actor = staff_actor(user)
    assert actor is not None
    return actor


def make_person(customer: Customer, name: str, *, now: datetime, **rights: bool) -> Actor:
    """A person of a customer, who exists."""
    person = add_person(
        customer_id=customer.pk, name=name, email=f"{name.casefold()}@nisos.example", by=SYSTEM, now=now, **rights
    )
    return person_as_actor(person)


@dataclass
class Helpdesk:
    """One customer's tickets of one product line: Anna owns the customer, Bruno is her colleague (he spends, and sees
    his own tickets), Dora is an agent and Emil a manager. Time stands at `now` until `at` moves it."""

    customer: Customer
    line: ProductLine
    wallet: int
    now: datetime
    dora: Actor
    emil: Actor
    anna: Actor = field(init=False)
    bruno: Actor = field(init=False)

    def __post_init__(self) -> None:
        self.anna = make_person(self.customer, "Anna", now=self.now, is_owner=True)
        self.bruno = make_person(self.customer, "Bruno", now=self.now)

    @property
    def available(self) -> int:
        """The points that the wallet can spend now."""
        return ledger.balance(self.wallet, at=self.now)

    def lot(self, points: int, until: date = date(2027, 1, 31)) -> None:
        """More paid points; the queue is served only when somebody tells it."""
        make_lot(self.wallet, points, until, now=self.now)

    def open(self, by: Actor | None = None, **fields) -> Ticket:
        """A ticket; Anna opens it."""
        words = {"subject": "Checkout fails", "body": "The last step shows an empty page.", **fields}
        return actions.open_ticket(
            customer_id=self.customer.pk, line_id=self.line.pk, by=by or self.anna, now=self.now, **words
        )

    def priced(self, *codes: str, **fields) -> Ticket:
        """A ticket with a price: one of each item."""
        ticket = self.open(**fields)
        self.price(ticket, *codes)
        return ticket

    def price(self, ticket: Ticket, *codes: str) -> ChargeView:
        """Dora prices a ticket by one of each item."""
        items = [(code, 1) for code in codes]
        return charges.set_price(charge_id=ticket.charge_id, items=items, by=self.dora, now=self.now)

    def closed(self, *codes: str, **fields) -> Ticket:
        """A priced ticket that Anna has closed."""
        return actions.close(ticket_id=self.priced(*codes, **fields).pk, by=self.anna, now=self.now)

    def reply(self, ticket: Ticket, by: Actor | None = None, **fields) -> Message:
        """Something said on a ticket; Anna says it."""
        words = {"body": "It still does.", **fields}
        return actions.reply(ticket_id=ticket.pk, by=by or self.anna, now=self.now, **words)

    def charge(self, ticket: Ticket) -> ChargeView:
        """A ticket's charge as it is now."""
        return charge_view(ticket.charge_id, now=self.now)


def make_helpdesk(points: int = 0, *, now: datetime, name: str = "Nisos") -> Helpdesk:
    """A new customer with one paid lot of points, if any, that lives until 31 January 2027, and new staff."""
    customer, line = make_customer(name, now=now), make_priced_line(now=now)
    desk = Helpdesk(
        customer, line, make_wallet(now=now, customer=customer, line=line), now,
        dora=make_agent("Dora", now=now), emil=make_agent("Emil", Role.MANAGER, now=now),
    )  # fmt: skip
    if points:
        desk.lot(points)
    return desk


def make_carla(*, now: datetime) -> Actor:
    """The owner of another firm."""
    return make_person(make_customer("Thalassa", now=now), "Carla", now=now, is_owner=True)
