from collections.abc import Iterable
from datetime import datetime

from pointdesk.accounts.errors import LastAdministrator
from pointdesk.accounts.models import StaffRole, User
from pointdesk.accounts.permissions import may_manage_staff
from pointdesk.accounts.queries import locked_administrators, roles_of
from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor, Role
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound


def change_roles(*, user_id: int, roles: Iterable[Role], by: Actor, now: datetime) -> frozenset[Role]:
    """Give a member of staff exactly these roles; the same roles again change nothing. Returns them.

    Raises NotAllowed (administrators only), InvalidInput (no role at all: `deactivate` is for leaving), NotFound (not
    a member of staff), LastAdministrator.
    """
    if not may_manage_staff(by):
        raise NotAllowed("change_roles")
    wanted = frozenset(roles)
    if not wanted:
        raise InvalidInput("roles", "missing")
    with writing():
        administrators = locked_administrators()
        user = User.objects.select_for_update().filter(pk=user_id).first()
        held = roles_of(user) if user else frozenset()
        if user is None or not held:
            raise NotFound("user", str(user_id))
        if Role.ADMINISTRATOR not in wanted and administrators == {user_id}:
            raise LastAdministrator(user_id)
        if wanted != held:
            user.staff_roles.exclude(role__in=wanted).delete()
            StaffRole.objects.bulk_create(StaffRole(user=user, role=role) for role in sorted(wanted - held))
            data = {"before": sorted(held), "after": sorted(wanted)}
            record("change_roles", by=by, subject=("user", user_id), now=now, data=data)
    return wanted
