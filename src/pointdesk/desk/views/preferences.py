"""How the desk looks and listens on this device."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from pointdesk.desk.views._entry import DENSITIES, DENSITY_COOKIE, KEYS_COOKIE, for_staff
from pointdesk.kit.actors import Actor
from pointdesk.ui.views import YEAR, way_back

CHOICES = {"density": (DENSITY_COOKIE, DENSITIES), "keys": (KEYS_COOKIE, ("on", "off"))}


@require_GET
@for_staff()
def show_keys(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """What single keys do, and the switch that turns them off (WCAG 2.1.4)."""
    return render(request, "desk/keys.html")


@require_POST
@for_staff(page="desk:tickets")
def choose(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """Keep how dense lists are (`density`), or whether single keys act (`keys`), and go back."""
    response = HttpResponseRedirect(way_back(request), status=303)
    for name, (cookie, known) in CHOICES.items():
        chosen = request.POST.get(name)
        if chosen is None:
            continue
        if chosen not in known:
            raise BadRequest
        response.set_cookie(
            cookie, chosen, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    return response
