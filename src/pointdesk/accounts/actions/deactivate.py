from datetime import datetime

from pointdesk.accounts.errors import LastAdministrator
from pointdesk.accounts.models import User
from pointdesk.accounts.permissions import may_manage_staff
from pointdesk.accounts.queries import locked_administrators
from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed, NotFound


def deactivate(*, user_id: int, by: Actor, now: datetime) -> None:
    """End a user's access at once: open sessions are signed out at their next page. Twice changes nothing.

    Roles stay, so that what they did remains readable. Raises NotAllowed (administrators only), NotFound,
    LastAdministrator.
    """
    if not may_manage_staff(by):
        raise NotAllowed("deactivate")
    with writing():
        administrators = locked_administrators()
        user = User.objects.select_for_update().filter(pk=user_id).first()
        if user is None:
            raise NotFound("user", str(user_id))
        if administrators == {user_id}:
            raise LastAdministrator(user_id)
        if user.is_active:
            user.is_active = False
            user.save(update_fields=["is_active"])
            record("deactivate", by=by, subject=("user", user_id), now=now)
