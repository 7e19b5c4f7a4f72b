from collections.abc import Sequence
from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.catalog.queries import price_list
from pointdesk.charges.actions._effect import take_effect, with_items
from pointdesk.charges.actions._requests import asked
from pointdesk.charges.actions._sheet import Sheet, allow, locked
from pointdesk.charges.actions._steps import Act, Before, keep
from pointdesk.charges.actions._verdicts import decide, tell_decision
from pointdesk.charges.errors import DeciderIsPricer, NothingToReview
from pointdesk.charges.models import Review
from pointdesk.charges.permissions import may_decide_review
from pointdesk.charges.queries import ChargeView, priced_by
from pointdesk.charges.rules import (
    Basis,
    OfferState,
    Pricing,
    StepKind,
    Verdict,
    check_lowers,
    lines_of,
    reason_of,
    result_of,
    wanted_items,
)
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.points import whole_points
from pointdesk.vendor.queries import policies


def decide_review(
    *,
    charge_id: int,
    verdict: Verdict | str,
    by: Actor,
    now: datetime,
    reason: str,
    items: Sequence[tuple[str, int]] | None = None,
    points: int | None = None,
    key: str | None = None,
) -> ChargeView:
    """Decide about a price that the customer contested: keep, lower or return, with a reason that they read (P11).

    `lower` names either items, priced as the support is given now, or points: those stand instead of items, and no
    later delivery raises them (ruling 20). The result is lower than the price that holds, and takes the place of an
    open offer. `return` gives everything back. Publishes ReviewDecided, whatever the verdict.

    Raises NotAllowed, NotFound, NothingToReview (nobody asked), DeciderIsPricer (unless the vendor allows that),
    PriceOnlyGoesDown, InvalidInput (verdict, reason, items and points), UnknownItem, ItemNeedsQuote, InvalidPoints,
    ChargeMerged, SameKeyOtherRequest.
    """
    allow(may_decide_review(by), "decide_review")
    verdict = Verdict.named(verdict)
    act = Act("decide_review", StepKind.REVIEW_DECIDED, by, now, reason_of(reason, least=1))
    wanted = _result(verdict, items, points)
    body = {"verdict": verdict.value, "items": wanted, "points": points, "reason": act.reason}
    request = asked("decide_review", by=by, key=key, **body)
    with writing():
        sheet = locked(charge_id, by=by)
        charge = sheet.charge
        if first := request.first_answer(charge):
            return first
        sheet.refuse_merged()
        if sheet.review is None:
            raise NothingToReview(reference=charge.reference)
        if priced_by(by, [charge.pk]) and not policies().pricer_may_decide:
            raise DeciderIsPricer(reference=charge.reference)
        _decide(sheet, sheet.review, verdict, _pricing(sheet, verdict, wanted, points), act)
        return request.keep(charge, now)


def _result(
    verdict: Verdict, items: Sequence[tuple[str, int]] | None, points: int | None
) -> tuple[tuple[str, int], ...] | None:
    """The items named, checked; only `lower` names something, and then items or points."""
    if verdict is not Verdict.LOWER:
        if items is not None or points is not None:
            raise InvalidInput(field="verdict", problem="names_no_price")
        return None
    if (items is None) == (points is None):
        raise InvalidInput(field="items", problem="either_items_or_points")
    if points is not None:
        whole_points(points)
    return wanted_items(items) if items is not None else None


def _pricing(
    sheet: Sheet, verdict: Verdict, wanted: tuple[tuple[str, int], ...] | None, points: int | None
) -> Pricing | None:
    charge = sheet.charge
    if verdict is Verdict.KEEP:
        return None
    if verdict is Verdict.RETURN:
        return Pricing(0, Basis.REVIEW, charge.items, charge.multiplier)
    if wanted is not None:
        prices = price_list(charge.price_list_id)
        pricing = with_items(charge, lines_of(prices, wanted), prices)
    else:
        pricing = Pricing(points or 0, Basis.REVIEW, charge.items, charge.multiplier)
    check_lowers(pricing.price, sheet.standing)
    return pricing


def _decide(sheet: Sheet, review: Review, verdict: Verdict, pricing: Pricing | None, act: Act) -> None:
    charge, old = sheet.charge, sheet.charge.price or 0
    if pricing is None:
        step = keep(charge, act, Before.of(charge))
    else:
        sheet.close_offer(OfferState.SUPERSEDED, act.now)
        step = take_effect(charge, pricing, act).step
    decide(review, result_of(verdict), by=act.by, now=act.now, answer=act.reason, step=step.number)
    tell_decision(charge, review, act, step, old=old)
