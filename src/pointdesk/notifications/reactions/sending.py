from datetime import datetime

from pointdesk.notifications.actions import send_notice
from pointdesk.notifications.events import NoticeWritten
from pointdesk.outbox.rules import outside


@outside()
def send(event: NoticeWritten, *, now: datetime) -> None:
    """Hand a notice to the mail server; again, with the same Message-ID, where that failed or was not noted."""
    send_notice(event.notice_id, now=now)
