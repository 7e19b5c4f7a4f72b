"""Acts on a ticket that need a form of their own: close, split, merge."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from pointdesk.desk.forms.relations import CloseForm, MergeForm, SplitForm
from pointdesk.desk.pages.split import movable_messages
from pointdesk.desk.views._entry import for_staff
from pointdesk.desk.views.conversation import to_ticket
from pointdesk.kit.actors import Actor, Role
from pointdesk.kit.errors import NotFound
from pointdesk.tickets.actions import close, merge, split
from pointdesk.tickets.queries import ticket_for
from pointdesk.ui.kept import kept_texts
from pointdesk.ui.refusals import refusing


@require_http_methods(["GET", "POST"])
@for_staff(Role.AGENT, Role.MANAGER)
def close_ticket(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Close at once, with a reason where one is needed."""
    ticket, kept = ticket_for(by, number=number), kept_texts(request, by.id)
    form = CloseForm(_posted(request), initial=kept)
    if form.is_valid():
        with refusing(form):
            close(ticket_id=ticket.pk, reason=form.cleaned_data["reason"], by=by, now=now)
            return to_ticket(number)
    return _form(request, "close", ticket.number, ticket.subject, form)


@require_http_methods(["GET", "POST"])
@for_staff(Role.AGENT, Role.MANAGER)
def split_ticket(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Give a second issue a ticket of its own; leads to the new one."""
    ticket, kept = ticket_for(by, number=number), kept_texts(request, by.id)
    form = SplitForm(_posted(request), messages=movable_messages(ticket), initial=kept)
    if form.is_valid():
        asked = form.cleaned_data
        with refusing(form):
            new = split(
                ticket_id=ticket.pk, message_ids=asked["message_ids"], subject=asked["subject"], key=asked["key"],
                by=by, now=now,
            )  # fmt: skip
            return to_ticket(new.number)
    return _form(request, "split", ticket.number, ticket.subject, form.again())


@require_http_methods(["GET", "POST"])
@for_staff(Role.AGENT, Role.MANAGER)
def merge_ticket(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Merge into another ticket of the same customer; leads to that one."""
    ticket, form = ticket_for(by, number=number), MergeForm(_posted(request), initial=kept_texts(request, by.id))
    if form.is_valid():
        try:
            into = ticket_for(by, number=form.cleaned_data["into"])
        except NotFound:
            form.add_error("into", gettext("There is no ticket of that number."))
            return _form(request, "merge", ticket.number, ticket.subject, form)
        with refusing(form):
            survivor = merge(ticket_id=ticket.pk, into_id=into.pk, by=by, now=now)
            messages.success(request, gettext("#%(number)s was merged into this ticket.") % {"number": number})
            return to_ticket(survivor.number)
    return _form(request, "merge", ticket.number, ticket.subject, form)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _form(
    request: HttpRequest, name: str, number: int, subject: str, form: CloseForm | SplitForm | MergeForm
) -> HttpResponse:
    context = {"number": number, "subject": subject, "form": form}
    return render(request, f"desk/ticket/{name}.html", context, status=422 if form.errors else 200)
