"""A ticket: its page, and what is written on it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from pointdesk.desk.forms.conversation import NoteForm, ReplyForm
from pointdesk.desk.pages.ticket import build_ticket
from pointdesk.desk.views._entry import for_staff
from pointdesk.files.queries import open_file
from pointdesk.kit.actors import Actor
from pointdesk.tickets.actions import add_note, reopen, reply
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.queries import file_for, ticket_for
from pointdesk.tickets.rules import LONGEST_BODY
from pointdesk.ui.kept import Texts, kept_forms
from pointdesk.ui.refusals import refusing


@require_GET
@for_staff()
def show(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """The ticket; a merged one leads to its survivor."""
    ticket = ticket_for(by, number=number)
    if ticket.merged_into is not None:
        words = gettext("#%(number)s was merged into this ticket.") % {"number": number}
        messages.info(request, words)
        return redirect("desk:ticket", number=ticket.merged_into.number)
    forms = kept_forms(request, by.id)
    kept = {"note" if name == "note" else "reply": texts for name, texts in forms.items()}
    return draw(request, ticket, by=by, now=now, kept=kept)


@require_POST
@for_staff(page="desk:ticket")
def send_reply(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Say something that the customer reads; stopped where somebody else has written meanwhile."""
    ticket, form = ticket_for(by, number=number), ReplyForm(request.POST, request.FILES)
    if "preview" in request.POST:
        return _preview(request, ticket, "reply", by=by, now=now)
    if form.is_valid():
        said = form.cleaned_data
        with refusing(form):
            reply(
                ticket_id=ticket.pk, body=said["body"], files=said["attachments"], seen=said["seen"], key=said["key"],
                by=by, now=now,
            )  # fmt: skip
            messages.success(request, gettext("Sent to the customer."))
            return to_ticket(number)
    return draw(request, ticket, by=by, now=now, reply_form=form, status=422)


@require_POST
@for_staff(page="desk:ticket")
def save_note(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Write a private note."""
    ticket, form = ticket_for(by, number=number), NoteForm(request.POST, request.FILES, auto_id="note_%s")
    if "preview" in request.POST:
        return _preview(request, ticket, "note", by=by, now=now)
    if form.is_valid():
        said = form.cleaned_data
        with refusing(form):
            add_note(ticket_id=ticket.pk, body=said["body"], files=said["attachments"], key=said["key"], by=by, now=now)
            messages.success(request, gettext("Saved as a private note."))
            return to_ticket(number)
    return draw(request, ticket, by=by, now=now, note_form=form, status=422)


@require_GET
@for_staff()
def download(request: HttpRequest, file_id: int, *, by: Actor, now: datetime) -> FileResponse:
    """A file of a conversation, always to be saved and never to be shown: its content is a stranger's."""
    file = file_for(by, file_id)
    response = FileResponse(open_file(file), as_attachment=True, filename=file.name, content_type=file.content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
@for_staff(page="desk:ticket")
def send_and_reopen(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Open a closed ticket again with a message to the customer (P16)."""
    ticket, form = ticket_for(by, number=number), ReplyForm(request.POST, request.FILES)
    if "preview" in request.POST:
        return _preview(request, ticket, "reply", by=by, now=now)
    if form.is_valid():
        said = form.cleaned_data
        with refusing(form):
            reopen(ticket_id=ticket.pk, body=said["body"], files=said["attachments"], key=said["key"], by=by, now=now)
            messages.success(request, gettext("Reopened, and sent to the customer."))
            return to_ticket(number)
    return draw(request, ticket, by=by, now=now, reply_form=form, status=422)


def to_ticket(number: int) -> HttpResponse:
    """Back to the ticket after an act."""
    return HttpResponseRedirect(reverse("desk:ticket", args=[number]), status=303)


def draw(
    request: HttpRequest, ticket: Ticket, *, by: Actor, now: datetime, reply_form: ReplyForm | None = None,
    note_form: NoteForm | None = None, kept: Mapping[str, Texts] | None = None, preview: str = "",
    refusal: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The ticket's page; with a form that comes back, everything typed in it, and what was written meanwhile marked.
    `kept` are the texts of the form of that name, from before the reader signed in again or from before `preview`
    shows how they will be read."""
    kept = kept or {}
    page = build_ticket(ticket, by, now, seen=_seen(reply_form))
    context: dict[str, Any] = {
        "page": page,
        "reply": reply_form.again(seen=str(page.last))
        if reply_form
        else ReplyForm(initial={"seen": page.last, **kept.get("reply", {})}),
        "note": note_form.again() if note_form else NoteForm(auto_id="note_%s", initial=kept.get("note")),
        "mode": "note" if _writes_note(page.moves.reply, reply_form, note_form, kept) else "reply",
        "preview": preview,
        "refusal": refusal,
    }
    return render(request, "desk/ticket.html", context, status=status)


def _preview(request: HttpRequest, ticket: Ticket, kind: str, *, by: Actor, now: datetime) -> HttpResponse:
    """How the text of the reply or the note will be read: in its place under htmx, else on the page with everything
    typed. Nothing is written."""
    text = request.POST.get("body", "")[:LONGEST_BODY]
    if request.htmx:  # type: ignore[attr-defined]  # set by django_htmx's middleware
        return render(request, "desk/ticket/_preview.html", {"action": request.path, "preview": text})
    typed = {name: request.POST[name] for name in ("body", "seen") if name in request.POST}
    return draw(request, ticket, by=by, now=now, kept={kind: typed}, preview=text)


def _writes_note(
    may_reply: bool, reply_form: ReplyForm | None, note_form: NoteForm | None, kept: Mapping[str, Texts]
) -> bool:
    """Whether the composer opens for a note: where one comes back, or where a reply is not the usual thing."""
    if note_form is not None or "note" in kept:
        return True
    return not may_reply and reply_form is None and "reply" not in kept


def _seen(form: ReplyForm | None) -> int | None:
    return None if form is None else form.cleaned_data.get("seen")
