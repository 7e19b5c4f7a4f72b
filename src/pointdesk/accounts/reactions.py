"""What follows events about accounts."""

from datetime import datetime
from urllib.parse import urlsplit

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from pointdesk.accounts.adapters import PasswordTokens
from pointdesk.accounts.events import PasswordLinkAsked
from pointdesk.accounts.models import User
from pointdesk.outbox.rules import outside


@outside()
def mail_password_link(event: PasswordLinkAsked, *, now: datetime) -> None:
    """Mail the link, in the user's language. Done twice it is the same message again (one Message-ID per event).

    Whoever was deactivated in between gets none.
    """
    user = User.objects.filter(pk=event.user_id, is_active=True).first()
    if user is None:
        return
    kind = "invitation" if event.invitation else "password"
    context = {"user": user, "link": _link(user), "site": settings.SITE_URL}
    with translation.override(user.language):
        subject = render_to_string(f"accounts/mail/{kind}_subject.txt", context).strip()
        body = render_to_string(f"accounts/mail/{kind}.txt", context)
    host = urlsplit(settings.SITE_URL).hostname
    headers = {
        "Message-ID": f"<{kind}.{user.pk}.{event.asked_at:%Y%m%d%H%M%S%f}@{host}>",
        # No machine is to answer: an answer would come to the helpdesk, with the link in it.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    EmailMessage(subject, body, to=[user.email], headers=headers).send()


def _link(user: User) -> str:
    key = PasswordTokens().make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return f"{settings.SITE_URL}{path}"
