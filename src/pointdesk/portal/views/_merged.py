"""Tickets that were merged (ruling 22)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from pointdesk.tickets.errors import TicketMerged
from pointdesk.ui.kept import keep

View = Callable[..., HttpResponseBase]


def leads_on(view: View) -> View:
    """A ticket that was merged leads to the one that goes on, with what was written and could not be taken."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except TicketMerged as merged:
            if request.POST.get("body"):
                page = reverse("portal:ticket", kwargs={"number": merged.into})
                keep(request, page, request.POST.get("writer", ""), {"body": request.POST["body"]})
            facts = {"ticket": merged.ticket, "into": merged.into}
            messages.info(request, _("#%(ticket)s is about the same as #%(into)s and goes on here.") % facts)
            return redirect("portal:ticket", number=merged.into)

    return enter
