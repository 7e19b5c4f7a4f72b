from dataclasses import dataclass
from datetime import date

from pointdesk.kit.errors import DomainError


@dataclass(eq=False)
class UnknownItem(DomainError):
    """The price list has no item of that code."""

    item: str


@dataclass(eq=False)
class UnknownPack(DomainError):
    """No pack of that code is on sale."""

    pack: str


@dataclass(eq=False)
class NoPriceList(DomainError):
    """On that day no price list of the product line is in force."""

    line_id: int
    day: date


@dataclass(eq=False)
class DateInThePast(DomainError):
    """A price list takes effect today or later: what was sold under yesterday's list is not sold anew."""

    day: date
    today: date


@dataclass(eq=False)
class LaterVersionPlanned(DomainError):
    """A version that takes effect later stands already, made without the new changes: withdraw it first."""

    version: int
    in_force_from: date


@dataclass(eq=False)
class AlreadyInForce(DomainError):
    """A version whose day has come stays for ever: tickets keep it."""

    version: int
    in_force_from: date


@dataclass(eq=False)
class PackPointsFixed(DomainError):
    """A pack of that code was sold with other points: shops and orders know it. Give the new one a code of its own."""

    pack: str
    points: int


@dataclass(eq=False)
class SchemeError(DomainError):
    """A scheme file that cannot be loaded; nothing of it was.

    `line` counts from 1, `place` says what stands there (``items.3.points``), `problem` is an English code and
    `detail` what the code is about: the key, the value as written, the bounds.
    """

    file: str
    line: int
    problem: str
    place: str = ""
    detail: str = ""
