"""The lists of tickets."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pointdesk.desk.pages.tickets import build_list
from pointdesk.desk.views._entry import for_staff
from pointdesk.kit.actors import Actor


@require_GET
@for_staff()
def show_list(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """All tickets, latest activity first."""
    return render(request, "desk/list.html", {"page": build_list(by, now), "here": "tickets"})
