"""The few pages of the room itself: theme, gallery, a refused form."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from pointdesk.ui.context import THEME_COOKIE, THEMES
from pointdesk.ui.gallery import samples

YEAR = 365 * 24 * 3600
TEXTS = {"subject", "body", "reason", "title", "text", "description", "instructions"}
"""The fields of forms in which people write at length, also behind a form's number."""


def way_back(request: HttpRequest) -> str:
    """Where the form on this page wants to return to, if that is on this site; else the start."""
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()) else "/"


@require_POST
def switch_theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's theme on this device; "system" forgets it."""
    theme = request.POST.get("theme", "")
    if theme not in (*THEMES, "system"):
        raise BadRequest
    response = HttpResponseRedirect(way_back(request))
    if theme == "system":
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            THEME_COOKIE, theme, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    return response


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its states, for those who build pages; only where DEBUG is on."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "ui/gallery.html", samples())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of this session, mostly from a page that was open while its reader signed in anew.

    Nothing is done. What was written in it is shown, to be taken from there, unless the form stood on another site:
    that one would only put its words into our mouth.
    """
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    sent = request.POST.items() if ours else ()
    texts = [text for name, text in sent if text and name.rpartition("-")[2] in TEXTS]
    return render(request, "403_csrf.html", {"texts": texts}, status=403)
