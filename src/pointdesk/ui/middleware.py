"""What every answer of the site carries, and how sign-in meets htmx."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from pointdesk.kit.errors import DomainError, NotAllowed, NotFound
from pointdesk.ui.refusals import sentence

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # data: for the code that an authenticator app scans
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
"""Nothing inline and nothing from elsewhere: text that gets into a page as markup can still run nothing."""

Handler = Callable[[HttpRequest], HttpResponse]


class ContentSecurityPolicyMiddleware:
    """Puts the policy on every answer; a view that needs another sets its own header."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with the policy."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        return response


class HtmxSignInMiddleware:
    """When a session has ended, htmx would follow the redirect and put the sign-in page into a region. Instead the
    browser goes there, and afterwards back to the page that it shows (not to the region's own address), or to the one
    that has what was in a form that could not be sent (`ui.kept`)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; a redirect to sign-in becomes HX-Redirect for htmx."""
        response = self.get_response(request)
        htmx = request.htmx  # type: ignore[attr-defined]  # set by django_htmx's middleware
        if not htmx or response.status_code != 302 or not _is_sign_in(response.headers["Location"]):
            return response
        if request.method == "POST":
            return HttpResponseClientRedirect(response.headers["Location"])
        shown = htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(redirect_to_login(shown, settings.LOGIN_URL, REDIRECT_FIELD_NAME).url)


class RefusalMiddleware:
    """Says refusals that no form has taken: another customer's thing is a page not found (invariant 10). No answer is
    an empty page."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer as it is; one that only says that the method is not allowed, in words."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a refusal: 404, 403, or 409 with the sentence; other exceptions go on."""
        match error:
            case NotFound():
                raise Http404 from error
            case NotAllowed():
                raise PermissionDenied from error
            case DomainError():
                return render(request, "ui/refused.html", {"sentence": sentence(error)}, status=409)
        return None


def _is_sign_in(location: str) -> bool:
    return urlsplit(location).path == resolve_url(settings.LOGIN_URL)
