"""A customer contests a price (P11)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pointdesk.charges.actions import ask_review
from pointdesk.kit.actors import Actor
from pointdesk.portal.forms.ticket import ReviewForm
from pointdesk.portal.pages.review import build_review
from pointdesk.portal.views._entry import for_person
from pointdesk.portal.views._merged import leads_on
from pointdesk.portal.views._sent import to_ticket
from pointdesk.tickets.queries import ticket_for
from pointdesk.ui.kept import kept_texts
from pointdesk.ui.refusals import refusing


@require_http_methods(["GET", "HEAD", "POST"])
@for_person()
@leads_on
def ask(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """The form, and the request that it makes; points move only by the decision."""
    form = ReviewForm.shown_to(by, kept_texts(request, by.id))
    if request.method == "POST":
        form = ReviewForm.sent(request.POST)
        if form.is_valid():
            charge_id, said = ticket_for(by, number=number).charge_id, form.cleaned_data
            with refusing(form):
                ask_review(charge_id=charge_id, by=by, now=now, reason=said["reason"], key=said["key"])
                messages.success(request, _("Your request is with us. You will read who decided, and why."))
                return to_ticket(number)
        form = form.again()
    context = {"page": build_review(by, now, number=number), "form": form, "here": "tickets"}
    return render(request, "portal/tickets/review.html", context, status=422 if form.is_bound else 200)
