from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from pointdesk.notifications.models import Notice


def message_of(notice: Notice, *, sender: str) -> EmailMultiAlternatives:
    """The mail of a notice, always the same: plain text with an HTML alternative, `sender` as the name before our
    address, and headers that keep one thread for each ticket and machines from answering."""
    context = {"letter": notice.content, "vendor": sender}
    headers = {
        "Message-ID": notice.message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if notice.thread:
        headers |= {"In-Reply-To": notice.thread, "References": notice.thread}
    message = EmailMultiAlternatives(
        subject=notice.subject,
        body=render_to_string("notifications/letter.txt", context).strip() + "\n",
        # The setting may carry a name of its own, as mail programs write addresses; the vendor's name stands for it.
        from_email=formataddr((sender, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=[notice.email],
        headers=headers,
    )
    message.attach_alternative(render_to_string("notifications/letter.html", context), "text/html")
    return message
