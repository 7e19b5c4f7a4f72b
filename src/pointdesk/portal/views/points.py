"""The customer's points: lots with their last days, the statement, and the same as a file."""

import csv
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pointdesk.kit.actors import Actor
from pointdesk.portal.pages.points import build_points, statement_rows
from pointdesk.portal.views._entry import for_person


@require_GET
@for_person
def show(request: HttpRequest, *, by: Actor, now: datetime, wallet_id: int | None = None) -> HttpResponse:
    """One wallet with its statement, newest movement first; without a number the customer's first wallet."""
    before = request.GET.get("before", "")
    page = build_points(by, now, wallet_id=wallet_id, before_seq=int(before) if before.isdecimal() else None)
    return render(request, "portal/points.html", {"page": page, "here": "points"})


@require_GET
@for_person
def download(request: HttpRequest, *, by: Actor, now: datetime, wallet_id: int) -> HttpResponse:
    """The whole statement as CSV, oldest first, every line with its number and hash."""
    rows = statement_rows(by, now, wallet_id=wallet_id)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="statement-{wallet_id}.csv"'
    response.write("\ufeff")  # so that spreadsheets read Greek
    csv.writer(response).writerows(rows)
    return response
