from collections.abc import Sequence
from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.catalog.queries import price_list
from pointdesk.charges.actions._effect import evaluate, with_items
from pointdesk.charges.actions._requests import asked
from pointdesk.charges.actions._sheet import allow, locked_all
from pointdesk.charges.actions._steps import Act, Before, keep
from pointdesk.charges.errors import ChargeSettled, NotABug
from pointdesk.charges.models import Charge
from pointdesk.charges.permissions import may_price
from pointdesk.charges.queries import ChargeView
from pointdesk.charges.rules import StepKind, lines_of, reason_of, wanted_items
from pointdesk.kit.actors import Actor


def reverse_bug(
    *,
    charge_id: int,
    items: Sequence[tuple[str, int]],
    by: Actor,
    now: datetime,
    reason: str = "",
    key: str | None = None,
) -> ChargeView:
    """It was no bug after all: while the ticket is open it is priced again, as by `set_price` (P9, ruling 21).

    The price may wait or be asked about. Tickets merged into this one lose the verdict with it. Publishes PriceChanged,
    ChargeWaiting or PriceAsked. Raises NotAllowed, NotFound, ChargeSettled (reopen the ticket first), NotABug,
    ChargeMerged, CallerNotVerified, SameKeyOtherRequest, and what is wrong with the items.
    """
    allow(may_price(by), "reverse_bug")
    wanted = wanted_items(items)
    act = Act("reverse_bug", StepKind.BUG_REVERSED, by, now, reason_of(reason))
    request = asked("reverse_bug", by=by, key=key, items=wanted, reason=act.reason)
    merged = Charge.objects.filter(merged_into=charge_id, is_bug=True).order_by("id").values_list("id", flat=True)
    with writing():
        sheet, *others = locked_all([charge_id, *merged], by=by)
        charge = sheet.charge
        if first := request.first_answer(charge):
            return first
        sheet.refuse_merged()
        if not charge.is_bug:
            raise NotABug(reference=charge.reference)
        if charge.settled_at is not None:
            raise ChargeSettled(reference=charge.reference)
        prices = price_list(charge.price_list_id)
        pricing = with_items(charge, lines_of(prices, wanted), prices)
        # Until a question about the new price is answered, the ticket costs nothing, for no reason of its own.
        charge.is_bug, charge.basis, charge.lines = False, "", []
        evaluate(sheet, pricing, act)
        for other in (other.charge for other in others):
            if other.merged_into_id == charge_id and other.is_bug:
                other.is_bug = False
                keep(other, act, Before.of(other))
        return request.keep(charge, now)
