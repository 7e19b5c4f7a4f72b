"""The telephone: the call log, a call to log, and the page of a call while it goes on."""

from datetime import datetime

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pointdesk.calls.actions import end_call, link_ticket, log_call, tell_price, verify_pin
from pointdesk.desk.forms.calls import LinkForm, NewCallForm, PinForm, TellPriceForm
from pointdesk.desk.pages.calls import build_call, build_call_log, build_new_call
from pointdesk.desk.views._entry import for_staff
from pointdesk.kit.actors import Actor, Role
from pointdesk.kit.errors import NotFound
from pointdesk.tickets.queries import ticket_for
from pointdesk.ui.kept import kept_forms
from pointdesk.ui.refusals import refusing

ANSWERING = (Role.AGENT, Role.MANAGER)


@require_GET
@for_staff()
def show_log(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """The calls, latest first."""
    page = build_call_log(by, after=request.GET.get("after", ""))
    return render(request, "desk/calls/log.html", {"page": page, "here": "calls"})


@require_http_methods(["GET", "POST"])
@for_staff(*ANSWERING)
def log_new(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """Log a call: first the number or the name, then who it is of those that are found."""
    asked = request.POST if request.method == "POST" else request.GET
    form = NewCallForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        with refusing(form):
            number = form.cleaned_data["ticket"]
            about = [ticket_for(by, number=number).pk] if number else []
            call = log_call(
                number=form.cleaned_data["number"], person_id=form.person_id(), customer_id=form.customer_id(),
                ticket_ids=about, key=form.cleaned_data["key"], by=by, now=now,
            )  # fmt: skip
            return to_call(call.pk)
    page = build_new_call(
        by, now, number=asked.get("number", ""), find=asked.get("find", ""), ticket=asked.get("ticket", "")
    )
    context = {"page": page, "form": form, "here": "calls"}
    return render(request, "desk/calls/new.html", context, status=422 if form is not None else 200)


@require_GET
@for_staff()
def show(request: HttpRequest, call_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """A call."""
    return _draw(request, call_id, by, now)


@require_POST
@for_staff(*ANSWERING, page="desk:call")
def check_pin(request: HttpRequest, call_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Check the PIN that the caller says; a wrong one is kept although it is refused."""
    form = PinForm(request.POST)
    if form.is_valid():
        with refusing(form):
            verify_pin(
                call_id=call_id, person_id=form.cleaned_data["person"], pin=form.cleaned_data["pin"], by=by, now=now
            )
            messages.success(request, _("The caller is verified."))
            return to_call(call_id)
    return _draw(request, call_id, by, now, pin_form=form)


@require_POST
@for_staff(*ANSWERING, page="desk:call")
def link(request: HttpRequest, call_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Say that the call is about a ticket."""
    form = LinkForm(request.POST)
    if form.is_valid():
        try:
            ticket = ticket_for(by, number=form.cleaned_data["ticket"])
        except NotFound:
            form.add_error("ticket", _("There is no ticket of that number."))
        else:
            with refusing(form):
                link_ticket(call_id=call_id, ticket_id=ticket.pk, by=by, now=now)
                return to_call(call_id)
    return _draw(request, call_id, by, now, link_form=form)


@require_POST
@for_staff(*ANSWERING, page="desk:call")
def tell(request: HttpRequest, call_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Write down the price that was told, and who agreed."""
    form = TellPriceForm(request.POST)
    if form.is_valid():
        with refusing(form):
            points = form.cleaned_data["points"]
            tell_price(
                call_id=call_id, ticket_id=form.cleaned_data["ticket"], points=points,
                agreed_by=form.cleaned_data["agreed_by"], by=by, now=now,
            )  # fmt: skip
            words = ngettext("Written down: %(points)s point told.", "Written down: %(points)s points told.", points)
            messages.success(request, words % {"points": points})
            return to_call(call_id)
    return _draw(request, call_id, by, now, price_form=form)


@require_POST
@for_staff(*ANSWERING, page="desk:call")
def end(request: HttpRequest, call_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """The call is over."""
    end_call(call_id=call_id, by=by, now=now)
    return to_call(call_id)


def to_call(call_id: int) -> HttpResponse:
    """Back to the call, after an act."""
    return HttpResponseRedirect(reverse("desk:call", args=[call_id]), status=303)


def _draw(request: HttpRequest, call_id: int, by: Actor, now: datetime, **forms: BaseForm) -> HttpResponse:
    page = build_call(
        call_id, by, now, find=request.GET.get("find", ""), person=request.POST.get("person", "")
    )  # fmt: skip
    kept = kept_forms(request, by.id)
    context = {
        "page": page, "here": "calls", "pin_form": PinForm(), "link_form": LinkForm(), "price_form": TellPriceForm(),
        "told": kept.get("tell-price", {}), "linking": kept.get("link-call", {}),
        **forms,
    }  # fmt: skip
    return render(request, "desk/calls/call.html", context, status=422 if forms else 200)
