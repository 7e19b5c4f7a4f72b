"""Customers: found by name or e-mail, and all that is known of one."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pointdesk.customers.actions import add_person, invite_person
from pointdesk.desk.forms.customers import PersonForm
from pointdesk.desk.pages.customers import build_customer, build_customers, build_new_person
from pointdesk.desk.views._entry import for_staff
from pointdesk.kit.actors import Actor, Role
from pointdesk.ui.kept import kept_texts
from pointdesk.ui.numbers import numbered
from pointdesk.ui.refusals import refusing

WORKING = (Role.AGENT, Role.MANAGER, Role.ADMINISTRATOR)


@require_GET
@for_staff()
def show_list(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """The latest customers, or those found."""
    before = request.GET.get("before", "")
    page = build_customers(request.GET.get("find", ""), before=numbered(before))
    return render(request, "desk/customers/list.html", {"page": page, "here": "customers"})


@require_GET
@for_staff()
def show(
    request: HttpRequest, customer_id: int, wallet_id: int | None = None, *, by: Actor, now: datetime
) -> HttpResponse:
    """One customer, with one of their wallets; one that was merged leads to the survivor."""
    before = numbered(request.GET.get("before", ""))
    page = build_customer(customer_id, by, now, wallet_id=wallet_id, before_seq=before)
    if page.customer.pk != customer_id:
        return redirect("desk:customer", customer_id=page.customer.pk)
    return render(request, "desk/customers/customer.html", {"page": page, "here": "customers"})


@require_http_methods(["GET", "POST"])
@for_staff(*WORKING)
def new_person(request: HttpRequest, customer_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """A further person of a customer; they are invited on the next page."""
    page = build_new_person(customer_id)
    kept = kept_texts(request, by.id)
    start = {"may_spend": "", **kept} if kept else None  # an unchecked box is not sent
    form = PersonForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        with refusing(form):
            person = add_person(customer_id=customer_id, by=by, now=now, **form.cleaned_data)
            messages.success(request, _("%(name)s was added. Invite them so that they can sign in.") % {"name": person})
            return to_customer(person.customer_id)
    status = 422 if form.is_bound else 200
    return render(
        request, "desk/customers/person.html", {"page": page, "form": form, "here": "customers"}, status=status
    )


@require_POST
@for_staff(*WORKING, page="desk:customers")
def invite(request: HttpRequest, person_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Let a person sign in: a link goes to their e-mail, again where they were invited before."""
    person = invite_person(person_id=person_id, by=by, now=now)
    messages.success(request, _("An invitation goes to %(email)s.") % {"email": person.email})
    return to_customer(person.customer_id)


def to_customer(customer_id: int) -> HttpResponse:
    """Back to the customer, after an act."""
    return HttpResponseRedirect(reverse("desk:customer", args=[customer_id]), status=303)
