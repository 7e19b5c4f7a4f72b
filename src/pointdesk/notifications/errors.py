from dataclasses import dataclass
from datetime import datetime

from pointdesk.kit.errors import DomainError


@dataclass(eq=False)
class LinkInvalid(DomainError):
    """The token of a personal link was not made here, was changed, or is for another purpose than `purpose`."""

    purpose: str


@dataclass(eq=False)
class LinkExpired(DomainError):
    """The personal link was good until `until`."""

    until: datetime
