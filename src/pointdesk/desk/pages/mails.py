from dataclasses import dataclass

from pointdesk.notifications.queries import MailRow, mails

PAGE = 50


@dataclass(frozen=True)
class MailsPage:
    """The mails that customers and staff were sent, latest first. `older` is where the next page begins, if any."""

    email: str
    mails: list[MailRow]
    older: int | None


def build_mails(email: str, *, before: int | None) -> MailsPage:
    """One page of them, to one address or to all. One query."""
    rows = mails(email=email, before=before, limit=PAGE + 1)
    return MailsPage(email=email, mails=rows[:PAGE], older=rows[PAGE - 1].id if len(rows) > PAGE else None)
