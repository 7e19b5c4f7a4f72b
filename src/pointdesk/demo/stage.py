"""Who and what is on stage while the year is played, and what time it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from pointdesk.demo import hours
from pointdesk.demo.agenda import Agenda
from pointdesk.demo.firms import Firm
from pointdesk.kit.actors import Actor
from pointdesk.kit.clock import StoppedClock
from pointdesk.kit.days import day_of
from pointdesk.vendor.rules import Policies


@dataclass
class Client:
    """A customer on stage. `people` act for it, the owner first."""

    firm: Firm
    customer_id: int
    people: list[Actor]

    @property
    def owner(self) -> Actor:
        """Who bought the shop's licence."""
        return self.people[0]


@dataclass
class Staff:
    """Who works for the vendor: two agents and a manager."""

    dora: Actor
    fani: Actor
    emil: Actor


@dataclass
class Stage:
    """Everything that the stories share. `end` is the present moment, at which the year ends."""

    clock: StoppedClock
    end: datetime
    agenda: Agenda
    chance: Random
    policies: Policies
    staff: Staff
    line_id: int
    product_id: int
    shop: str
    secret: str
    clients: dict[str, Client] = field(default_factory=dict)
    _keys: Iterator[int] = field(default_factory=count)
    _orders: Iterator[int] = field(default_factory=lambda: count(10001))

    @property
    def now(self) -> datetime:
        """The moment at which the clock stands."""
        return self.clock.now()

    @property
    def today(self) -> date:
        """The day in the vendor's zone."""
        return day_of(self.now, self.policies.zone)

    def key(self) -> str:
        """A new idempotency key, as a form would carry one."""
        return f"demo:{next(self._keys)}"

    def order_number(self) -> str:
        """The shop's next order number."""
        return str(next(self._orders))

    def ago(self, days: int, hour: int = 11, minute: int = 0) -> datetime:
        """That time of day so many days ago, on a working day."""
        return hours.days_before(self.end, days, time(hour, minute), self.policies.zone)

    def on(self, day: date, hour: int, minute: int = 0) -> datetime:
        """That time of a day in the vendor's zone."""
        return datetime.combine(day, time(hour, minute), tzinfo=self.policies.zone)

    def before_end(self, **gone: float) -> datetime:
        """So long before the present moment, whatever the time of day (hours=2)."""
        return self.end - timedelta(**gone)

    def office(self, minutes: int = 90) -> datetime:
        """About so many minutes later, when the staff works."""
        later = self.now + timedelta(minutes=self.chance.randint(minutes // 3, minutes))
        return hours.in_office(later, self.policies.zone, self.chance)

    def answer(self, minutes: int = 300) -> datetime:
        """About so many minutes later, when the customer is awake."""
        later = self.now + timedelta(minutes=self.chance.randint(minutes // 6, minutes))
        return hours.awake(later, self.policies.zone, self.chance)

    def likely(self, probability: float) -> bool:
        """Whether something happens that happens so often (0.25: one time in four)."""
        return self.chance.random() < probability
