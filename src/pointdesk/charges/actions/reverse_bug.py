from collections.abc import Sequence
from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.catalog.queries import price_list
from pointdesk.charges.actions._effect import evaluate, with_items
from pointdesk.charges.actions._requests import asked
from pointdesk.charges.actions._sheet import allow, locked
from pointdesk.charges.actions._steps import Act
from pointdesk.charges.errors import ChargeSettled, NotABug
from pointdesk.charges.permissions import may_price
from pointdesk.charges.queries import ChargeView, charge_view
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

    The price may wait or be asked about. Publishes PriceChanged, ChargeWaiting or PriceAsked. Raises NotAllowed,
    NotFound, ChargeSettled (reopen the ticket first), NotABug, ChargeMerged, CallerNotVerified, SameKeyOtherRequest,
    and what is wrong with the items.
    """
    allow(may_price(by), "reverse_bug")
    wanted = wanted_items(items)
    act = Act("reverse_bug", StepKind.BUG_REVERSED, by, now, reason_of(reason))
    request = asked("reverse_bug", by=by, key=key, items=wanted, reason=act.reason)
    with writing():
        sheet = locked(charge_id, by=by)
        charge = sheet.charge
        if not request.is_repeat(charge):
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
            request.keep(charge, now)
    return charge_view(charge_id, now=now)
