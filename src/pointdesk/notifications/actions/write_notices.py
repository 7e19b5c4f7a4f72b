from collections.abc import Callable, Iterable
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import salted_hmac

from pointdesk.base.database import writing
from pointdesk.notifications.events import NoticeWritten
from pointdesk.notifications.models import Notice
from pointdesk.notifications.queries import Recipient
from pointdesk.notifications.rules import Language, Letter, Reader, language_of
from pointdesk.outbox.actions import publish
from pointdesk.vendor.queries import vendor

Write = Callable[[Language, Reader, Recipient], Letter]
"""Composes the letter for one recipient, in their language."""


def write_notices(
    kind: str, about: str, *, to: Iterable[Recipient], write: Write, now: datetime, ticket: int | None = None
) -> int:
    """Write one notice to each recipient and have it sent after commit; returns how many are new.

    `kind` and `about` name the event for ever (such as "price_changed" and "12.3", charge and step): who was told of
    it is never told again. `ticket` is the number of the ticket whose thread the mails join.
    """
    us, new = vendor(), 0
    with writing():
        for recipient in to:
            key = f"{kind}/{about}/{recipient.ref}"
            if Notice.objects.filter(key=key).exists():
                continue
            letter = write(language_of(recipient.language), Reader(recipient.name, us.name, us.phone), recipient)
            thread = _thread(ticket, recipient)
            notice = Notice.objects.create(
                key=key, kind=kind, person_id=recipient.person_id, user_id=recipient.user_id, email=recipient.email,
                language=letter.language, ticket=ticket, subject=f"Re: {letter.subject}" if thread else letter.subject,
                letter=letter.to_data(), message_id=_message_id(key, kind, ticket), thread=thread, created_at=now,
            )  # fmt: skip
            publish(NoticeWritten(notice_id=notice.pk), now=now)
            new += 1
    return new


def _thread(ticket: int | None, recipient: Recipient) -> str:
    """The Message-ID of the first mail that went to this address about the ticket; empty for the first."""
    if ticket is None:
        return ""
    earlier = Notice.objects.filter(ticket=ticket, email=recipient.email).order_by("id")
    return earlier.values_list("message_id", flat=True).first() or ""


def _message_id(key: str, kind: str, ticket: int | None) -> str:
    """The same for the same notice, and not to be guessed: whoever answers with it has had the mail."""
    about = f"{ticket}." if ticket else ""
    proof = salted_hmac("pointdesk.notifications.message-id", key, algorithm="sha256").hexdigest()[:24]
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{kind.replace('_', '-')}.{about}{proof}@{host}>"
