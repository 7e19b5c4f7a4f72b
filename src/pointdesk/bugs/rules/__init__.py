from pointdesk.bugs.rules.status import BugStatus, is_ours
from pointdesk.bugs.rules.texts import (
    LONGEST_DESCRIPTION,
    LONGEST_REASON,
    LONGEST_TITLE,
    LONGEST_VERSION,
    description_of,
    reason_of,
    title_of,
    version_of,
)

__all__ = [
    "LONGEST_DESCRIPTION",
    "LONGEST_REASON",
    "LONGEST_TITLE",
    "LONGEST_VERSION",
    "BugStatus",
    "description_of",
    "is_ours",
    "reason_of",
    "title_of",
    "version_of",
]
