"""Who acts. Doors build an Actor from a signed-in person, a key or a job; actions and permissions read only this."""

from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    """Staff of the vendor, a person of a customer, a shop that reports orders, or Pointdesk itself."""

    STAFF = "staff"
    PERSON = "person"
    SHOP = "shop"
    SYSTEM = "system"


class Role(StrEnum):
    """What a member of staff may do; roles add up."""

    AGENT = "agent"
    MANAGER = "manager"
    ACCOUNTANT = "accountant"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What a person may do within their own customer; an OWNER has every right."""

    OWNER = "owner"
    SEE_ALL_TICKETS = "see_all_tickets"
    SPEND = "spend"


@dataclass(frozen=True)
class Actor:
    """One actor: `id` is opaque and stable (never a name), such as ``user:7`` of staff or ``person:12`` of a customer;
    `label` is what people read."""

    kind: ActorKind
    id: str
    label: str
    roles: frozenset[Role] = field(default=frozenset())
    customer_id: int | None = None
    rights: frozenset[Right] = field(default=frozenset())

    @property
    def number(self) -> int:
        """The primary key behind the id: 7 of ``user:7``. Raises ValueError where none is (Pointdesk itself)."""
        return int(self.id.rpartition(":")[2])

    def has_role(self, *roles: Role) -> bool:
        """Whether this is a member of staff with at least one of the roles."""
        return self.kind is ActorKind.STAFF and bool(self.roles & set(roles))

    def has_right(self, right: Right) -> bool:
        """Whether this is a customer's person with the right (owners have all)."""
        return self.kind is ActorKind.PERSON and (right in self.rights or Right.OWNER in self.rights)

    def is_of(self, customer_id: int) -> bool:
        """Whether this is a person of that customer."""
        return self.kind is ActorKind.PERSON and self.customer_id == customer_id


SYSTEM = Actor(kind=ActorKind.SYSTEM, id="pointdesk", label="Pointdesk")
"""Pointdesk itself: nightly jobs and reactions act as this."""
