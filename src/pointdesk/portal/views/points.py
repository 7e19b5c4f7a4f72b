"""The customer's points: lots with their last days, the statement, and the same as a file."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pointdesk.kit.actors import Actor
from pointdesk.portal.pages.points import build_points, statement_rows
from pointdesk.portal.views._entry import for_person
from pointdesk.ui.downloads import csv_file
from pointdesk.ui.numbers import numbered


@require_GET
@for_person()
def show(request: HttpRequest, *, by: Actor, now: datetime, wallet_id: int | None = None) -> HttpResponse:
    """One wallet with its statement, newest movement first; without a number the customer's first wallet."""
    page = build_points(by, now, wallet_id=wallet_id, before_seq=numbered(request.GET.get("before", "")))
    return render(request, "portal/points.html", {"page": page, "here": "points"})


@require_GET
@for_person()
def show_whole(request: HttpRequest, *, by: Actor, now: datetime, wallet_id: int) -> HttpResponse:
    """The wallet with every movement on one page, to be printed."""
    page = build_points(by, now, wallet_id=wallet_id, whole=True)
    return render(request, "portal/points.html", {"page": page, "here": "points"})


@require_GET
@for_person()
def download(request: HttpRequest, *, by: Actor, now: datetime, wallet_id: int) -> HttpResponse:
    """The whole statement as CSV, oldest first, every line with its number and hash."""
    return csv_file(f"statement-{wallet_id}", statement_rows(by, now, wallet_id=wallet_id))
