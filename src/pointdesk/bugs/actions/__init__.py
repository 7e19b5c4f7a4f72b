from pointdesk.bugs.actions.confirm_bug import confirm_bug
from pointdesk.bugs.actions.download_patch import download_patch
from pointdesk.bugs.actions.fix_bug import fix_bug
from pointdesk.bugs.actions.follow_merge import follow_merge
from pointdesk.bugs.actions.follow_undone_merge import follow_undone_merge
from pointdesk.bugs.actions.link_ticket import link_ticket
from pointdesk.bugs.actions.mark_as_bug import mark_as_bug
from pointdesk.bugs.actions.publish_patch import publish_patch
from pointdesk.bugs.actions.register_bug import register_bug
from pointdesk.bugs.actions.reject_bug import reject_bug
from pointdesk.bugs.actions.reverse_bug import reverse_bug

__all__ = [
    "confirm_bug",
    "download_patch",
    "fix_bug",
    "follow_merge",
    "follow_undone_merge",
    "link_ticket",
    "mark_as_bug",
    "publish_patch",
    "register_bug",
    "reject_bug",
    "reverse_bug",
]
