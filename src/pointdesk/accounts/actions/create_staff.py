from collections.abc import Iterable
from datetime import datetime

from pointdesk.accounts.actions.ask_password_link import ask_password_link
from pointdesk.accounts.actions.create_account import create_account
from pointdesk.accounts.models import StaffRole, User
from pointdesk.accounts.permissions import may_manage_staff
from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor, Role
from pointdesk.kit.errors import InvalidInput, NotAllowed


def create_staff(
    *,
    email: str,
    name: str,
    roles: Iterable[Role],
    language: str,
    by: Actor,
    now: datetime,
    password: str | None = None,
) -> User:
    """A member of staff with at least one role. Without a password they are invited by mail to choose one.

    Raises NotAllowed (administrators only), InvalidInput, EmailTaken.
    """
    if not may_manage_staff(by):
        raise NotAllowed("create_staff")
    wanted = sorted(set(roles))
    if not wanted:
        raise InvalidInput("roles", "missing")
    with writing():
        user = create_account(email=email, name=name, language=language, by=by, now=now, password=password)
        StaffRole.objects.bulk_create(StaffRole(user=user, role=role) for role in wanted)
        record("create_staff", by=by, subject=("user", user.pk), now=now, data={"roles": [*wanted]})
        if password is None:
            ask_password_link(user=user, invitation=True, now=now)
    return user
