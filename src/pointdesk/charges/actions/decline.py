from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._offers import locked_by_offer, refuse_unless_open
from pointdesk.charges.actions._requests import asked
from pointdesk.charges.actions._sheet import allow
from pointdesk.charges.actions._steps import Act, Before, keep, told
from pointdesk.charges.events import OfferDeclined
from pointdesk.charges.permissions import may_spend
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.charges.rules import OfferState, StepKind, reason_of
from pointdesk.kit.actors import Actor
from pointdesk.outbox.actions import publish


def decline(*, offer_id: int, by: Actor, now: datetime, reason: str = "", key: str | None = None) -> ChargeView:
    """The customer says no to a price question or a quote: nothing is charged for it, the present price holds on (P17).

    Staff may then stop. Declining twice is declining once; a lapsed quote may be declined still. Publishes
    OfferDeclined. Raises NotFound, NotAllowed, StaleOffer, NoOpenQuote (accepted or withdrawn), InvalidInput (reason),
    SameKeyOtherRequest.
    """
    act = Act("decline", StepKind.DECLINED, by, now, reason_of(reason))
    request = asked("decline", by=by, key=key, offer_id=offer_id, reason=act.reason)
    with writing():
        sheet, offer = locked_by_offer(offer_id, by=by)
        charge = sheet.charge
        allow(may_spend(by, charge.customer_id), "decline")
        if first := request.first_answer(charge):
            return first
        if offer.state != OfferState.DECLINED.value:
            refuse_unless_open(offer, sheet)
            sheet.close_offer(OfferState.DECLINED, now)
            step = keep(charge, act, Before.of(charge), offer=offer)
            event = OfferDeclined(**told(charge, act, step), offer_id=offer.id, asked=offer.points, price=charge.price)
            publish(event, now=now)
            return request.keep(charge, now)
    return charge_view(charge.id, now=now)
