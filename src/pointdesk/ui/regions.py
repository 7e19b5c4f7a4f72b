"""Pages and their regions: the one place, beside the middleware, that reads what htmx sends."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_region(
    request: HttpRequest, template: str, context: dict[str, Any], regions: Collection[str], status: int = 200
) -> HttpResponse:
    """The page, or the one region of it that htmx asks for by the id of the element that it will replace.

    A region is ``{% partialdef NAME inline %}`` in the page's own template, around an element with id="NAME". Only the
    names in `regions` can be asked for; anything else, and a page restored from history, gets the whole page.
    """
    htmx = request.htmx  # type: ignore[attr-defined]  # set by django_htmx's middleware
    wanted = htmx.target if htmx and not htmx.history_restore_request else None
    name = f"{template}#{wanted}" if wanted in regions else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
