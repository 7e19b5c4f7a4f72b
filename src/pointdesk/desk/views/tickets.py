"""The lists of tickets, the search, and new tickets."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from pointdesk.desk.forms.new_ticket import NewTicketForm
from pointdesk.desk.pages.new_ticket import NewTicketPage, build_choice, build_follow_up, build_new
from pointdesk.desk.pages.rail import ListView
from pointdesk.desk.pages.tickets import build_list, build_search
from pointdesk.desk.views._entry import for_staff
from pointdesk.desk.views.conversation import to_ticket
from pointdesk.kit.actors import Actor, Role
from pointdesk.kit.errors import NotFound
from pointdesk.tickets.actions import open_ticket
from pointdesk.ui.kept import kept_texts
from pointdesk.ui.numbers import numbered
from pointdesk.ui.refusals import refusing


@require_GET
@for_staff()
def show_list(request: HttpRequest, view: str = ListView.MINE, *, by: Actor, now: datetime) -> HttpResponse:
    """One of the lists of the rail, latest activity first; the reader's own without a name."""
    if view not in list(ListView):
        raise Http404
    page = build_list(ListView(view), by, now, after=request.GET.get("after", ""))
    return render(request, "desk/list.html", {"page": page, "here": page.view})


@require_GET
@for_staff()
def show_search(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """The tickets that have all the words, private notes included; a number finds its ticket."""
    page = build_search(request.GET.get("q", ""), by, now)
    return render(request, "desk/search.html", {"page": page, "here": "search"})


@require_http_methods(["GET", "POST"])
@for_staff(Role.AGENT, Role.MANAGER)
def open_new(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """Open a ticket for a customer who telephoned or wrote: first whose, then what."""
    chosen = request.GET.get("customer", "")
    if not chosen:
        page = build_choice(request.GET.get("q", ""))
        return render(request, "desk/new_ticket/customer.html", {"page": page})
    customer_id = numbered(chosen)
    if customer_id is None:
        raise NotFound(kind="customer", ref=chosen)
    return _open(request, build_new(customer_id, now), by=by, now=now)


@require_http_methods(["GET", "POST"])
@for_staff(Role.AGENT, Role.MANAGER)
def follow_up(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Open a ticket that follows an earlier one (P16), for the same customer and product."""
    return _open(request, build_follow_up(number, by, now), by=by, now=now)


def _open(request: HttpRequest, page: NewTicketPage, *, by: Actor, now: datetime) -> HttpResponse:
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    kept = kept_texts(request, by.id)
    form = NewTicketForm(
        *given, lines=page.lines, people=page.people, urgent=page.urgent, initial={**page.initial, **kept}
    )
    if form.is_valid():
        asked = form.cleaned_data
        with refusing(form):
            ticket = open_ticket(
                customer_id=page.customer_id, line_id=asked["line"], subject=asked["subject"], body=asked["body"],
                via=asked["via"], requester_id=asked["requester"] or None, agreed_up_to=asked["agreed_up_to"],
                price_first=asked["consent"] == "price_first", delivery=asked["delivery"],
                urgent=asked.get("urgent", False), follows_id=page.follows_id, files=asked["attachments"],
                key=asked["key"], by=by, now=now,
            )  # fmt: skip
            return to_ticket(ticket.number)
    context = {"page": page, "form": form.again()}
    return render(request, "desk/new_ticket/form.html", context, status=422 if form.errors else 200)
