"""The mails that Pointdesk has sent: what exactly did the customer read?"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pointdesk.desk.pages.mails import build_mails
from pointdesk.desk.views._entry import for_staff
from pointdesk.kit.actors import Actor, Role
from pointdesk.notifications.queries import mail
from pointdesk.ui.numbers import numbered

READERS = (Role.AGENT, Role.MANAGER, Role.ADMINISTRATOR)
"""Those who answer customers and decide about them; the mails say what conversations say."""


@require_GET
@for_staff(*READERS)
def show_mails(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """Latest first, to one address or to all."""
    page = build_mails(request.GET.get("email", ""), before=numbered(request.GET.get("before", "")))
    return render(request, "desk/mails/list.html", {"page": page, "here": "mails"})


@require_GET
@for_staff(*READERS)
def show_mail(request: HttpRequest, mail_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """One mail: to whom, when, and what it said."""
    return render(request, "desk/mails/mail.html", {"mail": mail(mail_id), "here": "mails"})
