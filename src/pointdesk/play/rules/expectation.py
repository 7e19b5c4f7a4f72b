"""What a story expects of customers and tickets: reading it. `compare` holds it against what is seen."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

import yaml

from pointdesk.play.rules import readers
from pointdesk.play.rules.cast import Reading
from pointdesk.play.rules.readers import Item, StatementKind, TicketState
from pointdesk.play.rules.record import keys_of, read_record
from pointdesk.play.rules.verbs import Verb

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class ExpectedLot:
    """A usable lot; what is not named may be anything."""

    points: int
    until: date
    kind: Literal["paid", "free"] | None = None
    origin: Literal["purchase", "welcome", "goodwill", "adjustment", "opening"] | None = None


@dataclass(frozen=True, kw_only=True)
class ExpectedLine:
    """A line that the statement must contain, as often as it is expected."""

    kind: StatementKind
    points: int


@dataclass(frozen=True, kw_only=True)
class ExpectedCustomer:
    """What a customer should have. `lots` are those of x-cart, or of the shared wallet."""

    available: int | None = None
    available_other: int | None = None
    lots: tuple[ExpectedLot, ...] | None = None
    lots_other: tuple[ExpectedLot, ...] | None = None
    statement_has: tuple[ExpectedLine, ...] | None = None
    arrears: int | None = None


@dataclass(frozen=True, kw_only=True)
class ExpectedTicket:
    """How a ticket should stand. `asked` is the open offer in points, 0 where none is open."""

    charged: int | None = None
    price: int | None = None
    waiting_for: int | None = None
    state: TicketState | None = None
    item: Item | None = None
    asked: int | None = None


@dataclass(frozen=True, kw_only=True)
class Expect(Verb):
    """Expectations of the moment; with `either`, one of the alternatives must hold as well."""

    customers: tuple[tuple[str, ExpectedCustomer], ...] = ()
    tickets: tuple[tuple[str, ExpectedTicket], ...] = ()
    either: tuple["Expect", ...] = ()


def read_expect(node: yaml.Node, reading: Reading) -> Expect:
    """An `expect` with its alternatives. Raises StoryError."""
    customers: list[tuple[str, ExpectedCustomer]] = []
    tickets: list[tuple[str, ExpectedTicket]] = []
    either: tuple[Expect, ...] = ()
    for name, key_node, value in reading.source.entries(node, "'expect'"):
        if name == "either":
            either = _alternatives(value, reading)
        elif _is_ticket(name, key_node, value, reading):
            tickets.append((name, _some(ExpectedTicket, value, reading, name)))
        else:
            readers.customer(key_node, reading)
            customers.append((name, _some(ExpectedCustomer, value, reading, name)))
    if not (customers or tickets or either):
        raise reading.source.wrong(node, "'expect' expects nothing")
    return Expect(customers=tuple(customers), tickets=tuple(tickets), either=either)


def _alternatives(node: yaml.Node, reading: Reading) -> tuple[Expect, ...]:
    found = []
    for each in reading.source.items(node, "'either'"):
        expect = read_expect(each, reading)
        if expect.either:
            raise reading.source.wrong(each, "'either' does not stand within 'either'")
        found.append(expect)
    if not found:
        raise reading.source.wrong(node, "'either' wants at least one alternative")
    return tuple(found)


def _is_ticket(name: str, key_node: yaml.Node, value: yaml.Node, reading: Reading) -> bool:
    """Known names are known; a new one is a customer, unless what is expected of it belongs to tickets."""
    if name in reading.cast.tickets:
        return True
    if name in reading.cast.customers:
        return False
    keys = {key for key, _, _ in reading.source.entries(value, f"'{name}'")}
    if keys & set(keys_of(ExpectedTicket)):
        raise reading.source.wrong(key_node, f"ticket '{name}' was not opened before this step")
    return False


def _some(cls: type[T], node: yaml.Node, reading: Reading, name: str) -> T:
    found = read_record(cls, node, reading, f"'{name}'")
    if found == cls():
        raise reading.source.wrong(node, f"'{name}' expects nothing")
    return found
