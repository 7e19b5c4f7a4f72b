from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.notifications.gateways import message_of
from pointdesk.notifications.models import Notice
from pointdesk.vendor.queries import vendor


def send_notice(notice_id: int, *, now: datetime) -> bool:
    """Send a notice that was not sent yet; whether it went out now.

    Called outside a transaction: the mail server may be slow. If the process dies after the mail and before the mark,
    the same message goes out again. Nothing goes to somebody who is no longer active. What the mail server raises
    comes out, for the worker to try again.
    """
    notice = Notice.objects.select_related("person", "user").filter(pk=notice_id, sent_at=None).first()
    if notice is None or not notice.reader_is_active:
        return False
    message_of(notice, sender=vendor().name).send()
    with writing():
        Notice.objects.filter(pk=notice_id).update(sent_at=now)
    return True
