from datetime import date, datetime

from pointdesk.base.database import writing
from pointdesk.catalog.queries import price_list
from pointdesk.charges.actions._effect import ask, evaluate
from pointdesk.charges.actions._requests import asked
from pointdesk.charges.actions._sheet import Sheet, allow, locked
from pointdesk.charges.actions._steps import Act
from pointdesk.charges.permissions import may_price
from pointdesk.charges.queries import ChargeView
from pointdesk.charges.rules import (
    OfferKind,
    StepKind,
    by_quote,
    check_direction,
    last_day,
    must_ask,
    quote_of,
)
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.kit.points import whole_points
from pointdesk.vendor.queries import policies


def quote(
    *,
    charge_id: int,
    points: int,
    text: str,
    by: Actor,
    now: datetime,
    valid_until: date | None = None,
    key: str | None = None,
    expected_step: int | None = None,
) -> ChargeView:
    """Offer work upon request for so many points, all in all, through the day `valid_until` (P15).

    The quote replaces the whole price once it is accepted, and never doubles; without a last day it is valid for
    QUOTE_DAYS. It takes the place of an open offer; the same quote again changes nothing. One that is not above the
    present price is no question: it takes effect at once (P18). Publishes QuoteOffered (or PriceChanged).

    Raises NotAllowed, NotFound, InvalidPoints (1 is the least), InvalidInput (text, valid_until), PriceOnlyGoesDown,
    BugIsFree, ChargeMerged, StalePrice, SameKeyOtherRequest.
    """
    allow(may_price(by), "quote")
    whole_points(points, least=1)
    act = Act("quote", StepKind.QUOTED, by, now, quote_of(text))
    request = asked("quote", by=by, key=key, points=points, text=act.reason, valid_until=valid_until)
    with writing():
        sheet = locked(charge_id, by=by)
        charge = sheet.charge
        if first := request.first_answer(charge):
            return first
        sheet.refuse_merged()
        sheet.refuse_stale(expected_step)
        until = last_day(valid_until, day_of(now, policies().zone))
        pricing = by_quote(points, price_list(charge.price_list_id))
        check_direction(points, sheet.standing)
        if not must_ask(points, price=charge.price, agreed_up_to=charge.agreed_up_to, quoted=True):
            evaluate(sheet, pricing, act)
        elif not _stands(sheet, points, act.reason, until):
            ask(sheet, pricing, act, text=act.reason, valid_until=until)
        return request.keep(charge, now)


def _stands(sheet: Sheet, points: int, text: str, until: date) -> bool:
    offer = sheet.offer
    return offer is not None and (offer.kind, offer.points, offer.text, offer.valid_until) == (
        OfferKind.QUOTE.value, points, text, until,
    )  # fmt: skip
