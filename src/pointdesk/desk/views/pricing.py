"""What a ticket costs: rehearsed, set, quoted, returned."""

from datetime import datetime

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pointdesk.bugs.actions import mark_as_bug, reverse_bug
from pointdesk.bugs.models import Bug
from pointdesk.bugs.rules import is_ours
from pointdesk.charges.actions import own_fault, quote, set_price
from pointdesk.charges.queries import ChargeView
from pointdesk.charges.rules import Delivery
from pointdesk.desk.forms.pricing import ItemsForm, OurBugForm, PriceForm, QuoteForm, ReasonForm
from pointdesk.desk.pages.our_bug import build_linking, build_our_bug
from pointdesk.desk.pages.pricing import (
    Draft,
    QuoteDraft,
    build_own_fault,
    build_price,
    build_price_panel,
    build_reversal,
)
from pointdesk.desk.views._entry import for_staff
from pointdesk.kit.actors import Actor, Role
from pointdesk.reports.queries import points_said
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.queries import ticket_for
from pointdesk.ui.kept import Texts, kept_forms, kept_texts
from pointdesk.ui.refusals import refusing
from pointdesk.ui.regions import render_region

PRICERS = (Role.AGENT, Role.MANAGER)
REGIONS = {"rehearsal", "quote-rehearsal"}


@require_GET
@for_staff()
def show(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """The panel alone; of a merged ticket, its survivor's."""
    ticket = ticket_for(by, number=number)
    if ticket.merged_into is not None:
        return redirect("desk:price", number=ticket.merged_into.number)
    kept = kept_forms(request, by.id)
    set_before, quoted_before = kept.get("set-price"), kept.get("quote")
    return _draw(
        request, ticket, by, now, several="several" in request.GET,
        draft=_draft(PriceForm(_as_sent(set_before))) if set_before else None,
        quoted=_quote_draft(QuoteForm(_as_sent(quoted_before))) if quoted_before else None,
    )  # fmt: skip


@require_POST
@for_staff(*PRICERS, page="desk:price")
def set_it(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Set the price that was rehearsed; show the effect of another one first."""
    ticket, form = ticket_for(by, number=number), PriceForm(request.POST)
    draft = _draft(form)
    if form.is_valid() and form.cleaned_data["do"] and form.cleaned_data["rehearsed"] == draft.mark:
        with refusing(form):
            charge = set_price(
                charge_id=ticket.charge_id, items=draft.items, delivery=draft.delivery, urgent=draft.urgent,
                reason=draft.reason, key=form.cleaned_data["key"], expected_step=form.cleaned_data["expected_step"],
                by=by, now=now,
            )  # fmt: skip
            messages.success(request, _said(charge))
            return to_ticket(number)
    return _draw(request, ticket, by, now, draft=draft, form=form)


@require_POST
@for_staff(*PRICERS, page="desk:price")
def offer_quote(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Offer a quote; what it does is shown first."""
    ticket, form = ticket_for(by, number=number), QuoteForm(request.POST)
    draft, data = _quote_draft(form), form.cleaned_data
    if form.is_valid() and data["do"] and data["rehearsed"] == draft.mark:
        with refusing(form):
            charge = quote(
                charge_id=ticket.charge_id, points=data["points"], text=draft.text, valid_until=draft.valid_until,
                key=data["key"], expected_step=data["expected_step"], by=by, now=now,
            )  # fmt: skip
            messages.success(request, _said(charge))
            return to_ticket(number)
    return _draw(request, ticket, by, now, quoted=draft, form=form)


@require_http_methods(["GET", "POST"])
@for_staff(*PRICERS)
def our_bug(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Say that it is our bug: a known one, or one to register; what comes back, elsewhere too, is shown first."""
    ticket = ticket_for(by, number=number)
    page = build_our_bug(ticket, by, now)
    sent, linking = request.POST if request.method == "POST" else None, None
    form = OurBugForm(sent, bugs=page.bugs, kept=kept_texts(request, by.id))
    if form.is_valid():
        linking = build_linking(ticket, form.bug_id, by, now, certain=form.is_certain)
        if form.is_confirmed(linking.points):
            data = form.cleaned_data
            with refusing(form):
                bug = mark_as_bug(
                    ticket_id=ticket.pk, bug_id=form.bug_id, title=data["title"], description=data["description"],
                    affected_versions=data["affected_versions"], confirm=form.is_certain, reason=data["reason"],
                    by=by, now=now,
                )  # fmt: skip
                messages.success(request, _linked(bug))
                return to_ticket(number)
    context = {"page": page, "form": form, "linking": linking}
    return render(request, "desk/pricing/our_bug.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_staff(*PRICERS)
def our_fault(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Say that our own work was at fault; what comes back is shown first."""
    ticket = ticket_for(by, number=number)
    form = ReasonForm(request.POST if request.method == "POST" else None, initial=kept_texts(request, by.id))
    if form.is_valid():
        with refusing(form):
            own_fault(charge_id=ticket.charge_id, reason=form.cleaned_data["reason"], by=by, now=now)
            messages.success(request, _("Everything was returned: it was our fault. The customer is told."))
            return to_ticket(number)
    context = {"page": build_own_fault(ticket, now), "form": form}
    return render(request, "desk/pricing/our_fault.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@for_staff(*PRICERS)
def not_a_bug(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Take "our bug" back for this ticket, and price it again; the effect is shown first."""
    ticket = ticket_for(by, number=number)
    if request.method == "GET":
        kept = kept_texts(request, by.id)
        before = _draft(ItemsForm(_as_sent(kept))) if kept else None
        return render(request, "desk/pricing/not_a_bug.html", {"page": build_reversal(ticket, now, draft=before)})
    form = ItemsForm(request.POST)
    draft = _draft(form)
    if form.is_valid() and form.cleaned_data["do"] and form.cleaned_data["rehearsed"] == draft.mark:
        with refusing(form):
            reverse_bug(
                ticket_id=ticket.pk, items=draft.items, reason=draft.reason, key=form.cleaned_data["key"], by=by,
                now=now,
            )  # fmt: skip
            messages.success(request, _("The verdict is taken back, and the ticket priced again."))
            return to_ticket(number)
    page = build_reversal(ticket, now, draft=draft, problems=_problems(form))
    return render_region(request, "desk/pricing/not_a_bug.html", {"page": page}, REGIONS, status=_status(form))


def to_ticket(number: int) -> HttpResponse:
    """Back to the ticket, after an act."""
    return HttpResponseRedirect(reverse("desk:ticket", args=[number]), status=303)


def _draw(
    request: HttpRequest, ticket: Ticket, by: Actor, now: datetime, *, draft: Draft | None = None,
    quoted: QuoteDraft | None = None, several: bool = False, form: BaseForm | None = None,
) -> HttpResponse:  # fmt: skip
    problems = _problems(form) if form else ()
    panel = build_price_panel(ticket, by, now, draft=draft, quote=quoted, several=several, problems=problems)
    context = {"page": build_price(ticket, panel), "panel": panel}
    return render_region(
        request, "desk/pricing/price.html", context, REGIONS, status=_status(form) if form else 200
    )  # fmt: skip


def _draft(form: ItemsForm) -> Draft:
    """What the form says, as far as it can be read: nothing that was typed is lost."""
    form.full_clean()
    data = form.cleaned_data
    return Draft(
        items=data.get("items", ()),
        delivery=Delivery(data.get("delivery") or Delivery.ONLINE),
        urgent=data.get("urgent", False),
        reason=data.get("reason") or form.data.get("reason", ""),
        several=data.get("several", False),
    )


def _quote_draft(form: QuoteForm) -> QuoteDraft:
    """As `_draft`."""
    form.full_clean()
    data = form.cleaned_data
    return QuoteDraft(data.get("points"), data.get("text") or form.data.get("text", ""), data.get("valid_until"))


def _as_sent(kept: Texts) -> QueryDict:
    """Kept texts as they came."""
    data = QueryDict(mutable=True)
    for name, said in kept.items():
        data.setlist(name, said if isinstance(said, list) else [said])
    return data


def _problems(form: BaseForm) -> tuple[str, ...]:
    return tuple(str(error) for errors in form.errors.values() for error in errors)


def _status(form: BaseForm) -> int:
    """Only an act can fail; a rehearsal, even of something that would be refused, is an answer."""
    return 422 if form.errors and form.data.get("do") else 200


def _linked(bug: Bug) -> str:
    """What came of naming a bug."""
    if is_ours(bug.verdict):
        return _("Our bug, %(bug)s: everything was returned. The customer is told.") % {"bug": bug.reference}
    return _("The ticket is linked to %(bug)s. Nothing was returned yet.") % {"bug": bug.reference}


def _said(charge: ChargeView) -> str:
    """What came of a price."""
    offer = charge.open_offer
    if offer is not None:
        return _("The customer is asked about %(points)s.") % {"points": points_said(offer.points)}
    points = points_said(charge.price or 0)
    if charge.waiting_since is not None:
        return _("The price is %(points)s; it waits to be charged.") % {"points": points}
    return _("The price is %(points)s.") % {"points": points}
