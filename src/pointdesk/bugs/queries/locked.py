from pointdesk.base.database import require_transaction
from pointdesk.bugs.models import Bug
from pointdesk.kit.errors import NotFound


def locked_bug(bug_id: int) -> Bug:
    """The bug, locked until the transaction ends; locked before any ticket or wallet. Raises NotFound."""
    require_transaction()
    bug = Bug.objects.select_for_update(no_key=True).filter(id=bug_id).first()
    if bug is None:
        raise NotFound(kind="bug", ref=str(bug_id))
    return bug
