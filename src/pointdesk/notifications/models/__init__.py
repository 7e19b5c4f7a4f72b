from pointdesk.notifications.models.notice import Notice
from pointdesk.notifications.models.told_ending import ToldEnding

__all__ = ["Notice", "ToldEnding"]
