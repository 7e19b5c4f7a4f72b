from datetime import datetime

from pointdesk.accounts.actions import create_account, create_staff
from pointdesk.accounts.models import User
from pointdesk.accounts.queries import staff_actor
from pointdesk.kit.actors import SYSTEM, Actor, Role

PASSWORD = "correct horse battery"


def make_user(
    email: str = "anna@nisos.example", name: str = "Anna Nikolaou", language: str = "en", *, now: datetime
) -> User:
    """Someone who can sign in with PASSWORD, without a role."""
    return create_account(email=email, name=name, language=language, password=PASSWORD, by=SYSTEM, now=now)


def make_staff(
    email: str = "dora@altermarket.example",
    name: str = "Dora Pavlou",
    *roles: Role,
    language: str = "en",
    now: datetime,
) -> User:
    """A member of staff who can sign in with PASSWORD; an agent unless told otherwise."""
    return create_staff(
        email=email, name=name, roles=roles or [Role.AGENT], language=language, password=PASSWORD, by=SYSTEM, now=now
    )


def actor_of(user: User) -> Actor:
    """The actor of a member of staff."""
    actor = staff_actor(user)
    assert actor is not None
    return actor
