"""A customer asks for help."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotFound
from pointdesk.portal.forms.new_ticket import NewTicketForm
from pointdesk.portal.pages.new_ticket import NewTicketPage, build_new_ticket
from pointdesk.portal.views._entry import for_person
from pointdesk.portal.views._kept import keeps_texts, kept_texts
from pointdesk.tickets.actions import open_ticket
from pointdesk.ui.refusals import refusing


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_texts()
@for_person
def open_new(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """The form beside the price list, and the ticket that it opens."""
    page = build_new_ticket(
        by, now, line=request.GET.get("line", ""), follows=request.GET.get("follows", ""),
        language=get_language() or "en",
    )  # fmt: skip
    posted = request.method == "POST"
    form = NewTicketForm.sent(request.POST, request.FILES) if posted else _fresh(request, by)
    form = form.offering(may_spend=page.may_spend, urgent=page.urgent_offered)
    if posted and form.is_valid():
        with refusing(form):
            number = _open(form, page, by, now)
            messages.success(request, _("We have your ticket #%(number)s.") % {"number": number})
            return redirect("portal:ticket", number=number)
    context = {
        "page": page,
        "form": form.again() if posted else form,
        "deliveries": form.deliveries(page.phone_multiplier),
        "consents": form.consents() if page.may_spend else [],
        "here": "tickets",
    }
    return render(request, "portal/tickets/new.html", context, status=422 if posted else 200)


def _fresh(request: HttpRequest, by: Actor) -> NewTicketForm:
    return NewTicketForm.shown_to(by, kept_texts(request, by))


def _open(form: NewTicketForm, page: NewTicketPage, by: Actor, now: datetime) -> int:
    """Open the ticket; gives its number."""
    if by.customer_id is None:
        raise NotFound(kind="customer", ref="")
    said = form.cleaned_data
    consent = said.get("consent", "go")
    ticket = open_ticket(
        customer_id=by.customer_id, line_id=page.line_id, subject=said["subject"], body=said["body"],
        files=said["attachments"], delivery=said["delivery"], urgent=said.get("urgent", False),
        agreed_up_to=said["cap"] if consent == "cap" else None, price_first=consent == "ask",
        follows_id=page.follows.id if page.follows else None, by=by, now=now, key=said["key"],
    )  # fmt: skip
    return ticket.number
