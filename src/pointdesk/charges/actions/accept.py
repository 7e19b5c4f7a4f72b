from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._effect import take_effect, tell_price
from pointdesk.charges.actions._offers import locked_by_offer, refuse_unless_open
from pointdesk.charges.actions._requests import asked
from pointdesk.charges.actions._sheet import allow
from pointdesk.charges.actions._steps import Act
from pointdesk.charges.errors import QuoteLapsed
from pointdesk.charges.permissions import may_spend
from pointdesk.charges.queries import ChargeView, charge_view
from pointdesk.charges.rules import OfferState, StepKind, after_accepting, check_direction, has_lapsed
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.vendor.queries import policies


def accept(*, offer_id: int, by: Actor, now: datetime, key: str | None = None) -> ChargeView:
    """The customer agrees to a price question or a quote (P15, P17): it becomes the price, and is charged or waits.

    What the customer has agreed to rises to it (ruling 17). Accepting twice is accepting once. Publishes PriceChanged
    or ChargeWaiting. Raises NotFound (another customer's offer too), NotAllowed (a person who may not spend),
    StaleOffer (another offer has taken its place), NoOpenQuote (declined or withdrawn), QuoteLapsed, PriceOnlyGoesDown
    (under review), SameKeyOtherRequest.
    """
    act = Act("accept", StepKind.ACCEPTED, by, now)
    request = asked("accept", by=by, key=key, offer_id=offer_id)
    with writing():
        sheet, offer = locked_by_offer(offer_id, by=by)
        charge = sheet.charge
        allow(may_spend(by, charge.customer_id), "accept")
        if first := request.first_answer(charge):
            return first
        if offer.state != OfferState.ACCEPTED.value:
            refuse_unless_open(offer, sheet)
            if offer.valid_until is not None and has_lapsed(offer.valid_until, day_of(now, policies().zone)):
                raise QuoteLapsed(reference=charge.reference, valid_until=offer.valid_until)
            check_direction(offer.points, sheet.standing)
            charge.agreed_up_to = after_accepting(offer.points, charge.agreed_up_to)
            sheet.close_offer(OfferState.ACCEPTED, now)
            tell_price(charge, act, take_effect(charge, offer.pricing, act, offer=offer))
            return request.keep(charge, now)
    return charge_view(charge.id, now=now)
