"""Refusals about customers and their people."""

from dataclasses import dataclass

from pointdesk.kit.errors import DomainError


@dataclass(eq=False)
class PersonExists(DomainError):
    """The customer has a person with this e-mail already; perhaps one who was deactivated."""

    email: str
    person_id: int


@dataclass(eq=False)
class ExternalIdTaken(DomainError):
    """The shop knows another customer under this id."""

    shop: str
    external_id: str


@dataclass(eq=False)
class LastOwner(DomainError):
    """Without this person the customer would have no active owner; make someone else an owner first."""

    person_id: int


@dataclass(eq=False)
class SignsInElsewhere(DomainError):
    """Someone signs in with this e-mail already: a person of another customer, or a member of staff."""

    email: str


@dataclass(eq=False)
class PersonInactive(DomainError):
    """The person was deactivated; activate them again first."""

    person_id: int


@dataclass(eq=False)
class AlreadyMerged(DomainError):
    """The customer was merged already; it stays within `survivor_id`."""

    customer_id: int
    survivor_id: int
