"""The support PIN: what a caller says so that we know who is calling (P19)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from pointdesk.calls.actions import regenerate_pin, show_pin
from pointdesk.kit.actors import Actor
from pointdesk.portal.views._entry import for_person
from pointdesk.vendor.queries import vendor


@never_cache
@require_GET
@for_person()
def show(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """The person's own PIN; made at the first look."""
    pin = show_pin(person_id=by.number, by=by, now=now)
    seller = vendor()
    page = {"pin": pin, "phone": seller.phone, "hours": seller.phone_hours}
    return render(request, "portal/pin.html", {"page": page, "here": "pin"})


@require_POST
@for_person(page="portal:pin")
def regenerate(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """A new PIN in place of the old one."""
    regenerate_pin(person_id=by.number, by=by, now=now)
    messages.success(request, _("You have a new support PIN. The old one is worth nothing from now on."))
    return redirect("portal:pin")
