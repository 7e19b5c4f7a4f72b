"""Refusals about accounts."""

from dataclasses import dataclass

from pointdesk.kit.errors import DomainError


@dataclass(eq=False)
class EmailTaken(DomainError):
    """Someone already signs in with this e-mail."""

    email: str


@dataclass(eq=False)
class LastAdministrator(DomainError):
    """Without this user nobody could manage accounts any more; make someone else an administrator first."""

    user_id: int
