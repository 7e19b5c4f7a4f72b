"""What a new price does: it takes effect, or it becomes a question to the customer."""

from dataclasses import dataclass
from datetime import date

from pointdesk.catalog.queries import price_list
from pointdesk.catalog.rules import PriceListView
from pointdesk.charges.actions._points import give_back
from pointdesk.charges.actions._queue import serve
from pointdesk.charges.actions._sheet import Sheet
from pointdesk.charges.actions._steps import Act, Before, keep, told
from pointdesk.charges.events import ChargeWaiting, PointsReturned, PriceAsked, PriceChanged, QuoteOffered
from pointdesk.charges.models import Charge, Offer, PriceStep
from pointdesk.charges.rules import (
    Basis,
    Delivery,
    Line,
    OfferKind,
    OfferState,
    Pricing,
    by_items,
    check_caller,
    check_direction,
    must_ask,
)
from pointdesk.outbox.actions import publish


@dataclass(frozen=True)
class Effect:
    """What came of a price that took effect: its step in the history, what was returned, what it waits for."""

    step: PriceStep
    old: int | None
    returned: int
    waiting_for: int


def with_items(charge: Charge, lines: tuple[Line, ...], prices: PriceListView | None = None) -> Pricing:
    """What these items cost as the support on the ticket is given now, under its price list. Raises InvalidPoints."""
    prices = prices or price_list(charge.price_list_id)
    return by_items(lines, prices, delivery=Delivery(charge.delivery), urgent=charge.urgent)


def put_on(charge: Charge, pricing: Pricing) -> None:
    """Let the price stand on the charge, in memory."""
    charge.price = pricing.price
    charge.basis = pricing.basis.value if pricing.basis else ""
    charge.lines = [_stored(line) for line in pricing.lines]
    charge.multiplier = pricing.multiplier


def take_effect(charge: Charge, pricing: Pricing, act: Act, *, offer: Offer | None = None) -> Effect:
    """Let the price hold from now on (P5, P6): only the difference moves.

    A need joins the end of the wallet's queue, or keeps the place that it has; what is too much is given back at once.
    Then the queue is served, for this charge and for those that its points, or its place, have let through.
    """
    before = Before.of(charge)
    put_on(charge, pricing)
    returned = max(0, -charge.need)
    charge.waiting_since = (charge.waiting_since or act.now) if charge.need > 0 else None
    if returned:
        give_back(charge, returned, kind=act.kind, by=act.by, now=act.now)
    waiting_for = 0
    if returned or before.waits or charge.waiting_since is not None:
        waiting_for = serve(charge.wallet_id, now=act.now, own=charge, act=act)
    step = keep(charge, act, before, offer=offer)
    return Effect(step=step, old=before.price, returned=returned, waiting_for=waiting_for)


def tell_price(charge: Charge, act: Act, effect: Effect) -> None:
    """Announce a price that took effect; one that was the same before is no news."""
    price = charge.price or 0
    if price == effect.old:
        return
    common = told(charge, act, effect.step)
    if charge.waiting_since is None:
        publish(PriceChanged(**common, old=effect.old, new=price), now=act.now)
    else:
        publish(
            ChargeWaiting(**common, old=effect.old, new=price, charged=charge.charged, waiting_for=effect.waiting_for),
            now=act.now,
        )


def tell_return(charge: Charge, act: Act, effect: Effect) -> None:
    """Announce that everything charged was returned; where nothing was charged, that the price is 0."""
    if effect.returned:
        event = PointsReturned(**told(charge, act, effect.step), old=effect.old, points=effect.returned)
        publish(event, now=act.now)
    else:
        tell_price(charge, act, effect)


def evaluate(sheet: Sheet, pricing: Pricing, act: Act) -> None:
    """Somebody wants this price: it takes effect, or it is asked about (P17). Either takes the open offer's place.

    Raises BugIsFree, PriceOnlyGoesDown, CallerNotVerified.
    """
    charge = sheet.charge
    check_direction(pricing.price, sheet.standing)
    check_caller(pricing.price, sheet.standing)
    if must_ask(pricing.price, price=charge.price, agreed_up_to=charge.agreed_up_to):
        ask(sheet, pricing, act)
    else:
        sheet.close_offer(OfferState.SUPERSEDED, act.now)
        tell_price(charge, act, take_effect(charge, pricing, act))


def ask(sheet: Sheet, pricing: Pricing, act: Act, *, text: str = "", valid_until: date | None = None) -> None:
    """Offer the price to the customer, in place of the offer that is open. With a last day it is a quote."""
    charge = sheet.charge
    sheet.close_offer(OfferState.SUPERSEDED, act.now)
    offer = Offer.objects.create(
        charge=charge,
        kind=(OfferKind.QUESTION if valid_until is None else OfferKind.QUOTE).value,
        points=pricing.price,
        lines=[_stored(line) for line in pricing.lines],
        multiplier=pricing.multiplier,
        text=text,
        valid_until=valid_until,
        offered_at=act.now,
        offered_by=act.by.label[:200],
    )
    step = keep(charge, act, Before.of(charge), offer=offer)
    common = told(charge, act, step) | {"offer_id": offer.id, "old": charge.price, "asked": pricing.price}
    publish(
        PriceAsked(**common) if valid_until is None else QuoteOffered(**common, valid_until=valid_until), now=act.now
    )


def reprice(sheet: Sheet, act: Act) -> None:
    """The delivery or the urgency changed: price the open question's items accordingly, else the present ones.

    A quote, a bug, own fault and a ticket without a price cost what they cost; points named by a review are not raised.
    """
    charge = sheet.charge
    offer = sheet.offer_to_answer(act.now)
    if offer is not None and offer.basis is Basis.ITEMS:
        pricing = with_items(charge, offer.items)
    elif offer is None and charge.basis == Basis.ITEMS:
        pricing = with_items(charge, charge.items)
    elif offer is None and charge.basis == Basis.REVIEW:
        pricing = Pricing(min(charge.price or 0, with_items(charge, charge.items).price), Basis.REVIEW, charge.items)
    else:
        keep(charge, act, Before.of(charge))
        return
    if offer is not None and pricing.price == offer.points:
        # The question is the same: a customer with the link to it need not be asked again.
        keep(charge, act, Before.of(charge))
    else:
        evaluate(sheet, pricing, act)


def _stored(line: Line) -> list[object]:
    return [line.item, line.quantity, line.points, line.never_doubles]
