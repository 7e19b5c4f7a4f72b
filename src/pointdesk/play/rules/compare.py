"""Expectations held against what is seen, told as lines of `expected … seen …`. Pure: the world answers by `Seen`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pointdesk.play.rules.expectation import (
    Expect,
    ExpectedCustomer,
    ExpectedLine,
    ExpectedLot,
    ExpectedTicket,
)


@dataclass(frozen=True, kw_only=True)
class SeenLot:
    """A usable lot as it is."""

    points: int
    until: date
    kind: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class SeenLine:
    """A line of a statement as it is."""

    kind: str
    points: int


@dataclass(frozen=True, kw_only=True)
class SeenCustomer:
    """A customer as they stand; `statement` holds the lines of all their wallets."""

    available: int
    available_other: int
    lots: tuple[SeenLot, ...]
    lots_other: tuple[SeenLot, ...]
    statement: tuple[SeenLine, ...]
    arrears: int


@dataclass(frozen=True, kw_only=True)
class SeenTicket:
    """A ticket as it stands. `states` holds its work state and what it waits for, if anything (`waiting_points`,
    `waiting_approval`); `price` is None while there is none, which costs 0; `items` are the codes of its price."""

    charged: int
    price: int | None
    waiting_for: int
    states: tuple[str, ...]
    items: tuple[str, ...]
    asked: int


class Seen(Protocol):
    """The world, as far as expectations look at it."""

    def customer(self, name: str) -> SeenCustomer:
        """The customer of that name."""

    def ticket(self, name: str) -> SeenTicket:
        """The ticket of that name."""


def differences(expect: Expect, seen: Seen) -> list[str]:
    """What does not hold, one line each; empty when all holds."""
    found = [d for name, e in expect.customers for d in _of_customer(name, e, seen.customer(name))]
    found += [d for name, e in expect.tickets for d in _of_ticket(name, e, seen.ticket(name))]
    if expect.either:
        tried = [differences(alternative, seen) for alternative in expect.either]
        if all(tried):
            found += [f"either {number}: {d}" for number, each in enumerate(tried, start=1) for d in each]
    return found


def _of_customer(name: str, expected: ExpectedCustomer, seen: SeenCustomer) -> Iterator[str]:
    for field in ("available", "available_other", "arrears"):
        yield from _of_value(f"{name}.{field}", getattr(expected, field), getattr(seen, field))
    for field in ("lots", "lots_other"):
        yield from _of_lots(f"{name}.{field}", getattr(expected, field), getattr(seen, field))
    if expected.statement_has is not None:
        yield from _of_statement(name, expected.statement_has, seen.statement)


def _of_ticket(name: str, expected: ExpectedTicket, seen: SeenTicket) -> Iterator[str]:
    for field in ("charged", "waiting_for", "asked"):
        yield from _of_value(f"{name}.{field}", getattr(expected, field), getattr(seen, field))
    if expected.price is not None and expected.price != (seen.price or 0):
        yield _line(f"{name}.price", expected.price, "none" if seen.price is None else seen.price)
    if expected.state is not None and expected.state not in seen.states:
        yield _line(f"{name}.state", expected.state, " and ".join(seen.states))
    if expected.item is not None and seen.items != (expected.item,):
        yield _line(f"{name}.item", expected.item, " and ".join(seen.items) or "none")


def _of_value(what: str, expected: int | None, seen: int) -> Iterator[str]:
    if expected is not None and expected != seen:
        yield _line(what, expected, seen)


def _of_lots(what: str, expected: tuple[ExpectedLot, ...] | None, seen: tuple[SeenLot, ...]) -> Iterator[str]:
    if expected is None:
        return
    if len(expected) != len(seen) or not all(_is_lot(e, s) for e, s in zip(expected, seen, strict=True)):
        yield _line(what, _lots(expected), _lots(seen))


def _is_lot(expected: ExpectedLot, seen: SeenLot) -> bool:
    return (
        expected.points == seen.points
        and expected.until == seen.until
        and expected.kind in (None, seen.kind)
        and expected.origin in (None, seen.origin)
    )


def _of_statement(name: str, expected: tuple[ExpectedLine, ...], seen: tuple[SeenLine, ...]) -> Iterator[str]:
    wanted = Counter((line.kind, line.points) for line in expected)
    there = Counter((line.kind, line.points) for line in seen)
    missing = list((wanted - there).elements())
    if missing:
        shown = ", ".join(_movement(kind, points) for kind, points in missing)
        yield _line(f"{name}.statement_has", shown, ", ".join(_movement(line.kind, line.points) for line in seen))


def _movement(kind: str, points: int) -> str:
    return f"{kind} {points:+d}"


def _lots(lots: tuple[ExpectedLot, ...] | tuple[SeenLot, ...]) -> str:
    words = [" ".join(filter(None, (str(lot.points), f"until {lot.until}", lot.kind, lot.origin))) for lot in lots]
    return f"[{', '.join(words)}]"


def _line(what: str, expected: object, seen: object) -> str:
    return f"{what}: expected {expected}, seen {seen if seen != '' else 'nothing'}"
