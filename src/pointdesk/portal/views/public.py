"""What everyone may read: the product lines that are supported, and the scheme of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from pointdesk.kit import clock
from pointdesk.portal.pages.public import build_lines, build_scheme


@require_GET
def show_lines(request: HttpRequest) -> HttpResponse:
    """The lines by category; where there is one, its page at once."""
    page = build_lines(clock.now())
    if page.only is not None:
        return redirect("portal:scheme", code=page.only)
    return render(request, "portal/public/lines.html", {"page": page, "here": "prices"})


@require_GET
def show_scheme(request: HttpRequest, code: str) -> HttpResponse:
    """The scheme of one line in the reader's language."""
    page = build_scheme(code, language=get_language() or "en", now=clock.now())
    return render(request, "portal/public/scheme.html", {"page": page, "here": "prices"})
