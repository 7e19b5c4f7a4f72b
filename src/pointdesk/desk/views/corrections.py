"""What staff does to a customer's points by hand (P21): rehearsed, then confirmed, always with a reason."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pointdesk.desk.forms.corrections import ExtendForm, GoodwillForm, RehearsedForm, SettleForm, TakeBackForm
from pointdesk.desk.pages.corrections import (
    Effect,
    GoodwillPage,
    WalletHead,
    build_corrections,
    build_goodwill,
    choices_of,
    extend_effect,
    extendable,
    first_day_and_last,
    goodwill_effect,
    settle_effect,
    take_back_effect,
    wallet_head,
)
from pointdesk.desk.views._entry import for_staff
from pointdesk.kit.actors import Actor, Role
from pointdesk.kit.errors import NotFound
from pointdesk.ledger.actions import extend, settle_arrears, take_back
from pointdesk.ledger.queries import arrears, wallet_of, wallet_of_lot
from pointdesk.ledger.rules import Settlement
from pointdesk.sales.actions import give_goodwill
from pointdesk.ui.kept import kept_texts
from pointdesk.ui.refusals import refusing

ADJUSTERS = (Role.AGENT, Role.MANAGER, Role.ADMINISTRATOR)
SETTLERS = (Role.MANAGER, Role.ACCOUNTANT, Role.ADMINISTRATOR)


@require_GET
@for_staff()
def show(request: HttpRequest, wallet_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """A wallet: what can be corrected in it, and what was, by whom and why."""
    page = build_corrections(wallet_id, by, now)
    return render(request, "desk/corrections/wallet.html", {"page": page, "here": "customers"})


@require_http_methods(["GET", "POST"])
@for_staff(*ADJUSTERS)
def goodwill(request: HttpRequest, customer_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Give a customer free points."""
    page = build_goodwill(customer_id)
    today, last_day = first_day_and_last(now)
    line = request.GET.get("line") or page.lines[0][0]
    start = {"until": last_day, "line": line, **kept_texts(request, by.id)}
    form = GoodwillForm(
        request.POST if request.method == "POST" else None, lines=page.lines, today=today, initial=start
    )

    def rehearse(data: dict[str, Any]) -> Effect:
        return goodwill_effect(page.customer_id, data["line"], data["points"], data["until"], now)

    def act(data: dict[str, Any]) -> HttpResponse:
        give_goodwill(
            customer_id=page.customer_id, line_id=data["line"], points=data["points"], last_valid_day=data["until"],
            reason=data["reason"], key=data["key"], by=by, now=now,
        )  # fmt: skip
        messages.success(request, _("The points were given. The customer is told."))
        return _to_wallet(wallet_of(page.customer_id, data["line"]) or 0)

    return _carried_out(request, form, rehearse, act, _("Give points as goodwill"), page)


@require_http_methods(["GET", "POST"])
@for_staff(*ADJUSTERS)
def take(request: HttpRequest, wallet_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Take points back that were given in error."""
    head = wallet_head(wallet_id, now)
    living = [lot for lot in extendable(wallet_id, by, now) if not lot.lapsed]
    form = TakeBackForm(
        request.POST if request.method == "POST" else None,
        lots=choices_of(living),
        initial={"lot": request.GET.get("lot"), **kept_texts(request, by.id)},
    )

    def rehearse(data: dict[str, Any]) -> Effect:
        return take_back_effect(wallet_id, data["points"], data["lot"], now)

    def act(data: dict[str, Any]) -> HttpResponse:
        take_back(
            wallet_id=wallet_id, points=data["points"], lot_id=data["lot"], key=f"take-back:{data['key']}", by=by,
            now=now, reason="given_in_error", note=data["reason"],
        )  # fmt: skip
        messages.success(request, _("The points were taken back."))
        return _to_wallet(wallet_id)

    return _carried_out(request, form, rehearse, act, _("Take points back"), head)


@require_http_methods(["GET", "POST"])
@for_staff(*ADJUSTERS)
def move_last_day(request: HttpRequest, wallet_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Give what is left of a lot a later last day."""
    head, found = wallet_head(wallet_id, now), extendable(wallet_id, by, now)
    form = ExtendForm(
        request.POST if request.method == "POST" else None, lots=choices_of(found),
        last_days={lot.id: lot.last_day for lot in found}, today=first_day_and_last(now)[0],
        initial={"lot": request.GET.get("lot"), **kept_texts(request, by.id)},
    )  # fmt: skip
    if form.is_valid() and wallet_of_lot(form.cleaned_data["lot"]) != wallet_id:
        raise NotFound(kind="lot", ref=str(form.cleaned_data["lot"]))

    def rehearse(data: dict[str, Any]) -> Effect:
        return extend_effect(wallet_id, data["lot"], data["until"], now)

    def act(data: dict[str, Any]) -> HttpResponse:
        extend(
            lot_id=data["lot"], until=data["until"], key=f"extend:{data['key']}", by=by, now=now, reason="extension",
            note=data["reason"],
        )  # fmt: skip
        messages.success(request, _("The last day was moved."))
        return _to_wallet(wallet_id)

    return _carried_out(request, form, rehearse, act, _("Move a last day"), head)


@require_http_methods(["GET", "POST"])
@for_staff(*SETTLERS)
def settle(request: HttpRequest, arrears_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Say that owed points were paid for after all, or let them go."""
    owed = arrears(arrears_id)
    head = wallet_head(owed.wallet_id, now)
    form = SettleForm(request.POST if request.method == "POST" else None, initial=kept_texts(request, by.id))
    if not owed.open_points and not form.is_bound:
        return _to_wallet(owed.wallet_id)

    def rehearse(_data: dict[str, Any]) -> Effect:
        return settle_effect(owed, head)

    def act(data: dict[str, Any]) -> HttpResponse:
        settle_arrears(arrears_id=arrears_id, how=Settlement(data["how"]), by=by, now=now, note=data["reason"])
        messages.success(request, _("Settled. Tickets that wait for points go on by themselves."))
        return _to_wallet(owed.wallet_id)

    return _carried_out(request, form, rehearse, act, _("Settle what is owed"), head)


def _carried_out(
    request: HttpRequest, form: RehearsedForm, rehearse: Callable[[dict[str, Any]], Effect],
    act: Callable[[dict[str, Any]], HttpResponse], title: str, page: GoodwillPage | WalletHead,
) -> HttpResponse:  # fmt: skip
    """Show what the form would do; do it once that was confirmed."""
    effect = None
    if form.is_valid():
        with refusing(form):
            if form.is_confirmed:
                return act(form.cleaned_data)
            effect = rehearse(form.cleaned_data)
    context = {"page": page, "title": title, "form": form, "effect": effect, "here": "customers"}
    return render(request, "desk/corrections/act.html", context, status=422 if form.errors else 200)


def _to_wallet(wallet_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:corrections", args=[wallet_id]), status=303)
