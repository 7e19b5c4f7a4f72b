"""Bugs of what the customer owns, and the patches for them: free (R26)."""

from datetime import datetime

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from pointdesk.bugs.actions import download_patch
from pointdesk.files.queries import open_file
from pointdesk.kit.actors import Actor
from pointdesk.portal.pages.bugs import build_bugs
from pointdesk.portal.views._entry import for_person


@require_GET
@for_person()
def show(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """Confirmed and fixed bugs, newest first, each with its patches."""
    return render(request, "portal/bugs.html", {"page": build_bugs(by, now), "here": "bugs"})


@require_POST
@for_person(page="portal:bugs")
def download(request: HttpRequest, patch_id: int, *, by: Actor, now: datetime) -> FileResponse:
    """The patch's file, as a download and nothing else; that it was fetched is kept."""
    file = download_patch(patch_id=patch_id, by=by, now=now)
    return FileResponse(
        open_file(file), as_attachment=True, filename=file.name, content_type="application/octet-stream"
    )
