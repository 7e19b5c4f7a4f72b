from pointdesk.accounts.models import User
from pointdesk.accounts.queries.roles import roles_of
from pointdesk.accounts.rules import actor_id
from pointdesk.kit.actors import Actor, ActorKind


def staff_actor(user: User) -> Actor | None:
    """The actor that a signed-in member of staff is; None for inactive users and for those without a role."""
    roles = roles_of(user) if user.is_active else frozenset()
    return Actor(kind=ActorKind.STAFF, id=actor_id(user.pk), label=str(user), roles=roles) if roles else None


def account_actor(user: User) -> Actor:
    """The actor for what everyone may do to their own account (language): staff by their roles, else a bare person.

    The bare person belongs to no customer and has no rights; `customers` knows the real one.
    """
    return staff_actor(user) or Actor(kind=ActorKind.PERSON, id=actor_id(user.pk), label=str(user))
