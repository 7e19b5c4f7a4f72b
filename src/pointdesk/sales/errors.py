"""Named refusals of reports, deliveries and decisions about newcomers."""

from dataclasses import dataclass

from pointdesk.kit.errors import DomainError


@dataclass(eq=False)
class UnreadableReport(DomainError):
    """A body that cannot be read at all. `problem`: ``too_large``, ``not_utf8``, ``not_json``, ``not_an_object`` or
    ``repeated_key``. Mistakes in a single field are InvalidInput."""

    problem: str


@dataclass(eq=False)
class BadSignature(DomainError):
    """A delivery that no present secret of the shop has signed, or whose timestamp or signature is missing."""

    shop: str


@dataclass(eq=False)
class StaleDelivery(DomainError):
    """A delivery signed rightly, but too long ago or in the future; `age_seconds` is negative in the future."""

    shop: str
    age_seconds: int


@dataclass(eq=False)
class LineChanged(DomainError):
    """A line that has already given something now names another SKU. Nothing of the report is applied: to guess which
    line is meant could give points twice."""

    order: str
    line: str
    was: str
    reported: str


@dataclass(eq=False)
class NoNewcomerHeld(DomainError):
    """No gift of this customer and product line is waiting for a decision."""

    customer_id: int
    line_id: int


@dataclass(eq=False)
class NewcomerAlreadyDecided(DomainError):
    """The decision is final (ruling 25) and was the other one: `verdict`."""

    customer_id: int
    line_id: int
    verdict: str
