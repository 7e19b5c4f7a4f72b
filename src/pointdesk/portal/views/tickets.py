"""The customer's tickets: the list, one ticket, and what can be done on it."""

from datetime import datetime

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pointdesk.charges.queries import offer_standing
from pointdesk.files.queries import open_file
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotFound
from pointdesk.portal.forms.ticket import AnswerForm, ReopenForm, ReplyForm
from pointdesk.portal.forms.written import WrittenForm
from pointdesk.portal.pages.ticket import build_ticket
from pointdesk.portal.pages.ticket_list import build_found, build_list
from pointdesk.portal.views._entry import for_person
from pointdesk.portal.views._merged import leads_on
from pointdesk.portal.views._sent import to_ticket
from pointdesk.tickets.actions import accept_price, close, decline_price, reopen, reply
from pointdesk.tickets.queries import file_for, ticket_for
from pointdesk.ui.kept import keep, kept_texts
from pointdesk.ui.refusals import refusing


@require_GET
@for_person()
def show_list(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """The tickets that the person may see, latest activity first: all, those that are not closed, or those in which the
    words stand that are looked for."""
    words = request.GET.get("q", "").strip()
    if words:
        found = build_found(by, now, words=words)
        return render(request, "portal/tickets/found.html", {"page": found, "here": "tickets"})
    only_open = request.GET.get("show") == "open"
    page = build_list(by, now, only_open=only_open, after=request.GET.get("after", ""))
    return render(request, "portal/tickets/list.html", {"page": page, "here": "tickets"})


@require_GET
@for_person()
@leads_on
def show(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """One ticket: the conversation, and what it costs."""
    return _page(request, number, by, now)


@require_POST
@for_person(page="portal:ticket")
@leads_on
def say(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Add a message with its files, or close the ticket, with a last word or without."""
    form = ReplyForm.sent(request.POST, request.FILES)
    ticket = ticket_for(by, number=number)
    if form.is_valid():
        said = form.cleaned_data
        act, told = (close, _("The ticket is closed.")) if said["then"] else (reply, _("Your reply is sent."))
        with refusing(form):
            act(ticket_id=ticket.pk, body=said["body"], files=said["attachments"], by=by, now=now, key=said["key"])
            messages.success(request, told)
            return to_ticket(number)
    return _page(request, number, by, now, refused=form)


@require_POST
@for_person(page="portal:ticket")
@leads_on
def open_again(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Open a solved or closed ticket again, with a word or without (P16)."""
    form = ReopenForm.sent(request.POST, request.FILES)
    ticket = ticket_for(by, number=number)
    if form.is_valid():
        said = form.cleaned_data
        with refusing(form):
            reopen(ticket_id=ticket.pk, body=said["body"], files=said["attachments"], by=by, now=now, key=said["key"])
            messages.success(request, _("The ticket is open again. That costs nothing."))
            return to_ticket(number)
    return _page(request, number, by, now, refused=form)


@require_POST
@for_person(page="portal:ticket")
@leads_on
def answer(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Accept or decline the open question or quote of the ticket (P15, P17)."""
    form = AnswerForm.sent(request.POST)
    ticket = ticket_for(by, number=number)
    if form.is_valid():
        offer_id, key = form.cleaned_data["offer"], form.cleaned_data["key"]
        if offer_standing(offer_id).charge_id != ticket.charge_id:
            raise NotFound(kind="offer", ref=str(offer_id))
        with refusing(form):
            if form.cleaned_data["answer"] == "accept":
                accept_price(offer_id=offer_id, by=by, now=now, key=key)
                messages.success(request, _("You have accepted the price."))
            else:
                decline_price(offer_id=offer_id, by=by, now=now, key=key)
                messages.success(request, _("You have declined. Nothing more is charged."))
            return redirect("portal:ticket", number=number)
    return _page(request, number, by, now, refused=form)


@require_GET
@for_person()
def download(request: HttpRequest, file_id: int, *, by: Actor, now: datetime) -> FileResponse:
    """A file of a conversation, as a download and nothing else: what it holds never runs on this site."""
    file = file_for(by, file_id)
    response = FileResponse(open_file(file), as_attachment=True, filename=file.name, content_type=file.content_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _page(
    request: HttpRequest, number: int, by: Actor, now: datetime, *, refused: WrittenForm | None = None
) -> HttpResponse:
    """The ticket's page; with a refused form, what is wrong and everything that was typed."""
    page = build_ticket(by, now, number=number, language=get_language() or "en")
    kind = ReopenForm if page.ending.closed else ReplyForm
    typed = refused.data.get("body", "") if refused is not None else ""
    follow_url = f"{reverse('portal:new_ticket')}?line={page.line_code}&follows={page.number}"
    if page.ending.over and typed:
        keep(request, follow_url, by.id, {"body": typed})
    if refused is not None and type(refused) is kind:
        form: WrittenForm = refused.again()
    else:
        # What was meant as a reply opens the ticket again where it was closed meanwhile.
        form = kind.shown_to(by, {"body": typed} if typed else kept_texts(request, by.id))
    context = {
        "page": page,
        "form": form,
        "refused": refused,
        "answer": AnswerForm.shown_to(by),
        "follow_url": follow_url,
        "here": "tickets",
    }
    return render(request, "portal/tickets/ticket.html", context, status=422 if refused else 200)
