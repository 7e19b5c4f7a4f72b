from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._effect import take_effect, tell_price
from pointdesk.charges.actions._points import earn
from pointdesk.charges.actions._sheet import allow, locked
from pointdesk.charges.actions._steps import Act
from pointdesk.charges.models import Charge
from pointdesk.charges.permissions import may_close
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.charges.rules import (
    OfferState,
    Pricing,
    StepKind,
    needs_reason,
    reason_of,
    settled_price,
)
from pointdesk.kit.actors import Actor, ActorKind


def settle(*, charge_id: int, by: Actor, now: datetime, reason: str = "") -> ChargeView:
    """The ticket is closed: its price is what was charged, and that is earned now (ruling 19).

    An open offer and a waiting price are withdrawn; others in the queue may move up. Staff give a reason where nothing
    was charged and the price is not a plain 0: that the ticket was never priced needs one too. An open review stays
    open. Settling twice is settling once. Publishes PriceChanged where the price became another. Raises NotAllowed,
    NotFound, InvalidInput("reason", …).
    """
    with writing():
        sheet = locked(charge_id, by=by)
        charge = sheet.charge
        allow(may_close(by, charge.customer_id), "settle")
        if charge.settled_at is None:
            least = int(by.kind is ActorKind.STAFF and needs_reason(charge.price, charged=charge.charged))
            act = Act("settle", StepKind.SETTLED, by, now, reason_of(reason, least=least))
            sheet.close_offer(OfferState.WITHDRAWN, now)
            if charge.charged:
                earn(charge, by=by, now=now)
            charge.settled_at = now
            tell_price(charge, act, take_effect(charge, _settled(charge), act))
    return charge_view(charge_id, now=now)


def _settled(charge: Charge) -> Pricing:
    """What was charged, with what it rests on: the present price, or the latest one that did not wait; else nothing."""
    price = settled_price(charge.charged)
    if charge.pricing is not None and charge.price == price:
        return charge.pricing
    firm = charge.history.filter(waits=False, new_price=price).order_by("-number").first() if price else None
    return (firm.pricing if firm else None) or Pricing(price, None, ())
