from collections.abc import Sequence
from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.catalog.queries import price_list
from pointdesk.charges.actions._effect import evaluate, with_items
from pointdesk.charges.actions._requests import asked
from pointdesk.charges.actions._sheet import allow, locked
from pointdesk.charges.actions._steps import Act, Before, keep
from pointdesk.charges.errors import UrgentNotOffered
from pointdesk.charges.models import Charge
from pointdesk.charges.permissions import may_price
from pointdesk.charges.queries import ChargeView
from pointdesk.charges.rules import Delivery, StepKind, lines_of, reason_of, wanted_items
from pointdesk.kit.actors import Actor
from pointdesk.vendor.queries import policies


def set_price(
    *,
    charge_id: int,
    items: Sequence[tuple[str, int]],
    by: Actor,
    now: datetime,
    reason: str = "",
    key: str | None = None,
    expected_step: int | None = None,
    delivery: Delivery | str | None = None,
    urgent: bool | None = None,
) -> ChargeView:
    """Evaluate a ticket by items of its price list, each (code, quantity), or evaluate it anew (P4, P5, P6).

    With `delivery` or `urgent`, the way in which the support is given is said in the same step (P4); None leaves it.

    The price takes effect at once, only the difference moving; it waits where the wallet does not cover it or an older
    ticket waits; above the customer's consent it becomes a question (P17). It takes the place of an open offer. The
    same items at the same price again change nothing, nor does 0 for a bug. Publishes PriceChanged, ChargeWaiting or
    PriceAsked.

    Raises NotAllowed, NotFound, UnknownItem, ItemNeedsQuote, InvalidInput, InvalidPoints, PriceOnlyGoesDown (closed or
    under review), BugIsFree, CallerNotVerified, ChargeMerged, StalePrice, UrgentNotOffered, SameKeyOtherRequest.
    """
    allow(may_price(by), "set_price")
    wanted = wanted_items(items)
    given = None if delivery is None else Delivery.named(delivery).value
    act = Act("set_price", StepKind.PRICED, by, now, reason_of(reason))
    request = asked("set_price", by=by, key=key, items=wanted, reason=act.reason, delivery=given, urgent=urgent)
    with writing():
        sheet = locked(charge_id, by=by)
        charge = sheet.charge
        if first := request.first_answer(charge):
            return first
        sheet.refuse_merged()
        sheet.refuse_stale(expected_step)
        stands = (sheet.offer_to_answer(now) or charge).pricing
        other_way = _give(charge, delivery=given, urgent=urgent)
        prices = price_list(charge.price_list_id)
        pricing = with_items(charge, lines_of(prices, wanted), prices)
        if charge.is_bug and pricing.price == 0:
            if other_way:
                keep(charge, act, Before.of(charge))
        elif other_way or pricing != stands:
            evaluate(sheet, pricing, act)
        return request.keep(charge, now)


def _give(charge: Charge, *, delivery: str | None, urgent: bool | None) -> bool:
    """Let the support be given so, in memory; whether that is another way than before. Raises UrgentNotOffered."""
    before = charge.delivery, charge.urgent
    after = delivery or charge.delivery, charge.urgent if urgent is None else urgent
    if after[1] and not charge.urgent and not policies().urgent_offered:
        raise UrgentNotOffered
    charge.delivery, charge.urgent = after
    return before != after
