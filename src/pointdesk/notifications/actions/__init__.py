from pointdesk.notifications.actions.send_notice import send_notice
from pointdesk.notifications.actions.tell_endings import tell_endings
from pointdesk.notifications.actions.write_notices import write_notices

__all__ = ["send_notice", "tell_endings", "write_notices"]
