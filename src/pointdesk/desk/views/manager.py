"""What a manager decides and enters: contested prices, newcomers, price lists, orders."""

from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pointdesk.catalog.actions import change_prices, withdraw_price_list
from pointdesk.charges.actions import decide_review
from pointdesk.desk.forms.manager import ChangePrices, DecideNewcomer, DecideReview, EnterOrder, Withdraw
from pointdesk.desk.pages.manager import build_reviews
from pointdesk.desk.pages.order import OrderPage, build_order, look_alikes, order_said, other_holder
from pointdesk.desk.pages.prices import build_preview, build_prices, standing
from pointdesk.desk.views._entry import for_staff
from pointdesk.kit.actors import Actor, Role
from pointdesk.sales.actions import apply_order, decide_newcomer
from pointdesk.sales.queries import articles
from pointdesk.sales.rules import NewcomerVerdict, OrderReport, OrderStatus, ReportedCustomer, ReportedLine
from pointdesk.ui.kept import Texts, kept_texts
from pointdesk.ui.refusals import refusing
from pointdesk.vendor.queries import policies, product_line, product_lines

MANAGERS = (Role.MANAGER, Role.ADMINISTRATOR)


@require_GET
@for_staff(*MANAGERS)
def show_reviews(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """What waits for a decision."""
    kept = kept_texts(request, by.id)
    page = build_reviews(by, lambda charge_id: _fresh(charge_id, kept))
    return render(request, "desk/manager/reviews.html", {"page": page, "here": "decide"})


@require_POST
@for_staff(*MANAGERS, page="desk:reviews")
def decide(request: HttpRequest, charge_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Decide about one contested price."""
    form = DecideReview(request.POST, prefix=str(charge_id))
    if form.is_valid():
        data = form.cleaned_data
        with refusing(form):
            decide_review(
                charge_id=charge_id, verdict=data["verdict"], points=data["points"], reason=data["reason"],
                key=data["key"], by=by, now=now,
            )  # fmt: skip
            messages.success(request, _("Decided. The customer is told."))
            return redirect("desk:reviews")
    page = build_reviews(by, lambda shown: form if shown == charge_id else _fresh(shown, {}))
    if charge_id not in {card.review.charge_id for card in page.reviews}:  # someone else has decided
        for error in form.non_field_errors():
            messages.error(request, str(error))
    return render(request, "desk/manager/reviews.html", {"page": page, "here": "decide"}, status=422)


def _fresh(charge_id: int, kept: Texts) -> DecideReview:
    """The form of a review, with what was kept of it."""
    prefix = f"{charge_id}-"
    said = {name.removeprefix(prefix): text for name, text in kept.items() if name.startswith(prefix)}
    return DecideReview(prefix=str(charge_id), initial={**said, "key": uuid4().hex})


@require_POST
@for_staff(*MANAGERS, page="desk:reviews")
def newcomer(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """Decide whether a customer is new; a decision made twice is one."""
    form = DecideNewcomer(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        with refusing(form):
            decide_newcomer(
                customer_id=data["customer_id"], line_id=data["line_id"], verdict=NewcomerVerdict(data["verdict"]),
                by=by, now=now,
            )  # fmt: skip
            messages.success(request, _("Decided."))
            return redirect("desk:reviews")
    for error in form.non_field_errors():
        messages.error(request, str(error))
    return redirect("desk:reviews")


@require_GET
@for_staff(*MANAGERS)
def price_lists(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """The way to the prices of the first line, which leads to the others."""
    lines = product_lines()
    if not lines:
        raise Http404
    return redirect("desk:prices", code=lines[0].code)


@require_http_methods(["GET", "POST"])
@for_staff(*MANAGERS)
def prices(request: HttpRequest, code: str, *, by: Actor, now: datetime) -> HttpResponse:
    """A line's prices: what is in force, what a change would do, and publishing it."""
    base = standing(code, now, base=request.POST.get("base", ""))
    form = ChangePrices(
        request.POST if request.method == "POST" else None, content=base.shown,
        language=get_language() or "en",
        initial={"in_force_from": base.first_day, "base": base.version, **kept_texts(request, by.id)},
    )  # fmt: skip
    preview = None
    if form.is_valid():
        since, wanted = form.wanted()
        with refusing(form):
            preview = build_preview(code, since, wanted, now)
            if form.is_confirmed and not (preview.changes and form.is_stale(base.version)):
                change_prices(
                    line_id=product_line(code).pk, in_force_from=since, points=wanted.points,
                    packs=wanted.packs, new_pack=wanted.new_pack, by=by, now=now,
                )  # fmt: skip
                said = _("Published. Open tickets keep the list of the day on which they were opened.")
                messages.success(request, said)
                return _to_prices(code)
    context = {"page": build_prices(code, now, preview=preview), "form": form, "here": "prices"}
    return render(request, "desk/manager/prices.html", context, status=422 if form.errors else 200)


@require_POST
@for_staff(*MANAGERS, page="desk:prices")
def withdraw(request: HttpRequest, code: str, *, by: Actor, now: datetime) -> HttpResponse:
    """Take back a version whose day has not come; doing it twice is doing it once."""
    form = Withdraw(request.POST)
    if form.is_valid():
        with refusing(form):
            withdraw_price_list(price_list_id=form.cleaned_data["price_list_id"], by=by, now=now)
            messages.success(request, _("Withdrawn. What was in force before stays so."))
    for error in form.non_field_errors():
        messages.error(request, str(error))
    return _to_prices(code)


def _to_prices(code: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:prices", args=[code]), status=303)


@require_http_methods(["GET", "POST"])
@for_staff(*MANAGERS)
def order(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """Enter an order by hand: the same act as a shop's report, so sending it twice changes nothing.

    Whose it is, is chosen before (`?customer=`), or asked where customers like that are known already.
    """
    page = build_order(request.GET.get("customer", ""), request.GET.get("find", ""))
    form = EnterOrder(
        request.POST if request.method == "POST" else None, articles=articles(),
        of_known=page.customer_id is not None, initial={"email": page.email, **kept_texts(request, by.id)},
    )  # fmt: skip
    if form.is_valid() and not _is_doubtful(form, page):
        with refusing(form):
            whose = page.customer_id or form.chosen
            outcome = apply_order(report=_report(form), customer_id=whose, by=by, now=now)
            for level, said in order_said(outcome, form.cleaned_data["number"]):
                messages.add_message(request, level, said)
            return HttpResponseRedirect(reverse("desk:order"), status=303)
    context = {"page": page, "form": form, "here": "order"}
    return render(request, "desk/manager/order.html", context, status=422 if form.errors else 200)


def _is_doubtful(form: EnterOrder, page: OrderPage) -> bool:
    """Whether something must be said or asked about whose order it is."""
    data = form.cleaned_data
    shop, number = form.ordered()[0][0].shop, data["number"]
    if page.customer_id is None:
        who = {"email": data["email"], "vat_id": data["vat_id"], "company": data["company"]}
        return form.ask_whose(look_alikes(shop, number, **who))
    if holder := other_holder(shop, number, page.customer_id):
        form.add_error("number", _("This is an order of %(customer)s.") % {"customer": holder})
        return True
    return False


def _report(form: EnterOrder) -> OrderReport:
    data, ordered = form.cleaned_data, form.ordered()
    return OrderReport(
        shop=ordered[0][0].shop,
        number=data["number"],
        status=OrderStatus(data["status"]),
        currency=policies().currency,
        customer=ReportedCustomer(email=data["email"], company=data.get("company", ""), vat_id=data.get("vat_id", "")),
        lines=tuple(
            ReportedLine(sku=article.sku, quantity=quantity, refunded=refunded)
            for article, quantity, refunded in ordered
        ),
        paid_at=data["paid_on"],
    )
