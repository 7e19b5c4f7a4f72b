"""What only the composition root can do for every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from pointdesk.vendor.queries import policies


class VendorZoneMiddleware:
    """Days and times on pages are the vendor's, wherever the reader or the server is. One query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with the vendor's zone."""
        with timezone.override(policies().zone):
            return self.get_response(request)
