from datetime import datetime

from pointdesk.accounts.actions.ask_password_link import ask_password_link
from pointdesk.accounts.models import User
from pointdesk.accounts.permissions import may_manage_staff
from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed, NotFound


def invite(*, user_id: int, by: Actor, now: datetime) -> None:
    """Mail the user an invitation with a link to choose a password; again, where the first one has lapsed.

    Raises NotAllowed (administrators only), NotFound (no such active user).
    """
    if not may_manage_staff(by):
        raise NotAllowed("invite")
    with writing():
        user = User.objects.filter(pk=user_id, is_active=True).first()
        if user is None:
            raise NotFound("user", str(user_id))
        record("invite", by=by, subject=("user", user_id), now=now)
        ask_password_link(user=user, invitation=True, now=now)
