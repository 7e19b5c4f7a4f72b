"""Refusals. A refusal is named after the fact, carries data and no prose: each door finds its own words."""

from dataclasses import dataclass
from typing import Any


class DomainError(Exception):
    """A refused act. Subclasses are dataclasses with ``eq=False`` (raising sets a traceback,
    so they cannot be frozen); nothing was written when one is raised."""

    @property
    def code(self) -> str:
        """The name by which doors, scenarios and the API know this refusal."""
        return type(self).__name__

    def facts(self) -> dict[str, Any]:
        """The data of the refusal, by field name."""
        return {name: getattr(self, name) for name in getattr(self, "__dataclass_fields__", ())}

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts().items())
        return f"{self.code}({facts})"


@dataclass(eq=False)
class NotAllowed(DomainError):
    """The actor may not do this (`verb` is the action's name)."""

    verb: str


@dataclass(eq=False)
class NotFound(DomainError):
    """There is no such thing for this actor; another customer's thing is "not found" too (invariant 10)."""

    kind: str
    ref: str


@dataclass(eq=False)
class InvalidPoints(DomainError):
    """Points are whole numbers within bounds; this value is not (`value` as it came, as text)."""

    value: str
    least: int
    most: int


@dataclass(eq=False)
class InvalidInput(DomainError):
    """A value that no rule can use: `field` names it, `problem` is a short English code such as ``too_long``."""

    field: str
    problem: str
