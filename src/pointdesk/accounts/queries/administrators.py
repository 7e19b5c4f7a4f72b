from pointdesk.accounts.models import User
from pointdesk.base.database import require_transaction
from pointdesk.kit.actors import Role


def locked_administrators() -> frozenset[int]:
    """The ids of all active administrators, locked until the transaction ends.

    Two administrators who dismiss each other at the same moment queue here. The ids are read again under the lock:
    roles are rows of their own, so that waiting for the users' rows alone would show the roles of before.
    """
    require_transaction()
    administrators = User.objects.filter(is_active=True, staff_roles__role=Role.ADMINISTRATOR).order_by("id")
    list(administrators.select_for_update(of=("self",)).values_list("id"))
    return frozenset(administrators.values_list("id", flat=True))
