from dataclasses import dataclass, replace
from datetime import datetime

from django.template.loader import render_to_string

from pointdesk.kit.errors import NotFound
from pointdesk.notifications.models import Notice


@dataclass(frozen=True)
class MailRow:
    """One notice by mail. `to` is the reader's name, `ticket` the number of the ticket that it is about; `sent_at` is
    None while it waits to be sent."""

    id: int
    to: str
    email: str
    language: str
    subject: str
    ticket: int | None
    sent_at: datetime | None


@dataclass(frozen=True)
class Mail:
    """A notice with the plain text that its reader got; `had_link` where a link was left out of it here."""

    row: MailRow
    text: str
    had_link: bool


def mails(*, email: str = "", before: int | None = None, limit: int = 50) -> list[MailRow]:
    """The notices by mail, latest first, to one address or all; for staff. One query.

    A page begins after the row of id `before`.
    """
    rows = Notice.objects.select_related("person", "user").order_by("-id").defer("letter")
    if email:
        # PostgreSQL refuses to be asked for a NUL; no address has one.
        rows = rows.filter(email=email.replace("\x00", " ").strip().casefold())
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [_row(notice) for notice in rows[:limit]]


def mail(notice_id: int) -> Mail:
    """One notice as its reader got it, without its link; for staff. One query. Raises NotFound.

    Some links act in the reader's name, and nobody else agrees to a price in their place (P17).
    """
    notice = Notice.objects.select_related("person", "user").filter(id=notice_id).first()
    if notice is None:
        raise NotFound(kind="notice", ref=str(notice_id))
    letter = notice.content
    text = render_to_string("notifications/letter.txt", {"letter": replace(letter, button=None)})
    return Mail(row=_row(notice), text=text.strip(), had_link=letter.button is not None)


def _row(notice: Notice) -> MailRow:
    reader = notice.person or notice.user
    return MailRow(
        id=notice.pk, to=reader.name if reader else "", email=notice.email, language=notice.language,
        subject=notice.subject, ticket=notice.ticket, sent_at=notice.sent_at,
    )  # fmt: skip
