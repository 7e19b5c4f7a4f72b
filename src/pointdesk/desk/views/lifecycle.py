"""Merging customers, moving a licence with its points (P23): managers, rehearsed, confirmed, with a reason."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pointdesk.desk.forms.corrections import RehearsedForm
from pointdesk.desk.forms.lifecycle import MergeForm, TransferForm
from pointdesk.desk.pages.corrections import Effect
from pointdesk.desk.pages.lifecycle import PairPage, build_pair, licences, merge_effect, transfer_effect
from pointdesk.desk.views._entry import for_staff
from pointdesk.kit.actors import Actor, Role
from pointdesk.lifecycle.actions import merge_customers, transfer_licence
from pointdesk.ui.kept import kept_texts
from pointdesk.ui.refusals import refusing

MANAGERS = (Role.MANAGER, Role.ADMINISTRATOR)


@require_http_methods(["GET", "POST"])
@for_staff(*MANAGERS)
def transfer(request: HttpRequest, customer_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """A licence was sold: the other customer owns it, and points go with it."""
    page = build_pair(customer_id, request.GET.get("to", ""), request.GET.get("find", ""))
    choices = [(product.pk, product.name) for product in licences(page.customer_id, now)]
    sent = request.POST if request.method == "POST" else None
    form, effect = TransferForm(sent, products=choices, initial=kept_texts(request, by.id)), None
    if page.other_id and form.is_valid():
        data = form.cleaned_data
        with refusing(form):
            if form.is_confirmed:
                transfer_licence(
                    from_customer_id=customer_id, to_customer_id=page.other_id, product_id=data["product"],
                    points=data["points"], reason=data["reason"], key=data["key"], by=by, now=now,
                )  # fmt: skip
                messages.success(request, _("The licence was moved. Both customers are told."))
                return _to_customer(page.other_id)
            effect = transfer_effect(page, data["product"], data["points"], now)
    return _drawn(request, _("Move a licence"), page, form, effect)


@require_http_methods(["GET", "POST"])
@for_staff(*MANAGERS)
def merge(request: HttpRequest, customer_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Two records are one customer: everything goes over to the other one."""
    page = build_pair(customer_id, request.GET.get("to", ""), request.GET.get("find", ""))
    form, effect = (
        MergeForm(request.POST if request.method == "POST" else None, initial=kept_texts(request, by.id)),
        None,
    )
    if page.other_id and form.is_valid():
        with refusing(form):
            if form.is_confirmed:
                reason = form.cleaned_data["reason"]
                merge_customers(customer_id=customer_id, survivor_id=page.other_id, by=by, now=now, reason=reason)
                messages.success(request, _("They are one customer now."))
                return _to_customer(page.other_id)
            effect = merge_effect(page, now)
    return _drawn(request, _("Merge with another customer"), page, form, effect)


def _drawn(
    request: HttpRequest, title: str, page: PairPage, form: RehearsedForm, effect: Effect | None
) -> HttpResponse:
    context = {"page": page, "title": title, "form": form, "effect": effect, "here": "customers"}
    status = 422 if form.is_bound and (form.errors or page.other_id is None) else 200
    return render(request, "desk/lifecycle/act.html", context, status=status)


def _to_customer(customer_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:customer", args=[customer_id]), status=303)
