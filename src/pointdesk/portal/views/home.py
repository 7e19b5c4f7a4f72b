"""The customer's first page."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pointdesk.kit.actors import Actor
from pointdesk.portal.pages.home import build_home
from pointdesk.portal.views._entry import for_person


@require_GET
@for_person()
def show(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """The tickets that the person may see, latest activity first."""
    return render(request, "portal/home.html", {"page": build_home(by, now), "here": "home"})
