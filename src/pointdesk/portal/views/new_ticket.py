"""A customer asks for help."""

from datetime import datetime
from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotFound
from pointdesk.portal.forms.new_ticket import NewTicketForm
from pointdesk.portal.pages.new_ticket import NewTicketPage, build_new_ticket
from pointdesk.portal.views._entry import for_person
from pointdesk.portal.views._sent import to_ticket
from pointdesk.tickets.actions import open_ticket
from pointdesk.ui.kept import kept_texts
from pointdesk.ui.refusals import refusing

TOLD = ("subject", "body", "delivery", "consent", "cap", "urgent")
"""What makes one new ticket another one than the last."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_person()
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
        words = _digest(form, page, by)
        last = request.session.get("opened")
        # Going back may fetch the form anew, under another key, with the old words in it.
        if last is not None and last["words"] == words:
            messages.info(request, _("You have sent this already: it is ticket #%(number)s.") % last)
            return to_ticket(last["number"])
        with refusing(form):
            number = _open(form, page, by, now)
            request.session["opened"] = {"words": words, "number": number}
            messages.success(request, _("We have your ticket #%(number)s.") % {"number": number})
            return to_ticket(number)
    context = {
        "page": page,
        "form": form.again() if posted else form,
        "deliveries": form.deliveries(page.phone_multiplier),
        "consents": form.consents() if page.may_spend else [],
        "here": "tickets",
    }
    return render(request, "portal/tickets/new.html", context, status=422 if posted else 200)


def _fresh(request: HttpRequest, by: Actor) -> NewTicketForm:
    return NewTicketForm.shown_to(by, kept_texts(request, by.id))


def _digest(form: NewTicketForm, page: NewTicketPage, by: Actor) -> str:
    """What tells one new ticket of this person from another."""
    said = {name: form.cleaned_data.get(name) for name in TOLD}
    words = (by.id, page.line_id, said)
    return sha256(repr(words).encode()).hexdigest()


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
