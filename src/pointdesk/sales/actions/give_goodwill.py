from datetime import date, datetime

from pointdesk.base.database import writing
from pointdesk.customers.queries import locked_customer
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of, years_after
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.kit.points import whole_points
from pointdesk.kit.texts import one_line, whole_text
from pointdesk.ledger import actions as ledger
from pointdesk.ledger.rules import LotKind, Origin, Outcome
from pointdesk.sales.permissions import may_give_goodwill
from pointdesk.vendor.models import ProductLine
from pointdesk.vendor.queries import policies


def give_goodwill(
    *, customer_id: int, line_id: int, points: int, reason: str, key: str, by: Actor, now: datetime,
    last_valid_day: date | None = None,
) -> Outcome:  # fmt: skip
    """Give a customer free points on a product line, with a reason that they read in their statement (P21).

    The points are a lot of their own, given today; their last valid day is a year from today (the vendor's validity,
    P2) unless another one is named. The wallet is opened where there is none yet; a merged customer's points go to the
    survivor. The same `key` again gives the first answer and writes nothing. The journal names who gave them;
    PointsArrived is published by the ledger.

    Raises NotAllowed (agents, managers, administrators), InvalidPoints, InvalidInput (reason, key; last_valid_day
    ``over``, ``too_far``), NotFound (customer, product line), SameKeyOtherRequest.
    """
    if not may_give_goodwill(by):
        raise NotAllowed(verb="give_goodwill")
    whole_points(points, least=1)
    reason = whole_text(reason, field="reason", most=2000)
    key = one_line(key, field="key", most=180)
    policy = policies()
    today = day_of(now, policy.zone)
    last_valid_day = last_valid_day or years_after(today, policy.validity_years)
    if last_valid_day < today:
        raise InvalidInput(field="last_valid_day", problem="over")
    if last_valid_day.year > today.year + 20:
        raise InvalidInput(field="last_valid_day", problem="too_far")
    with writing():
        customer = locked_customer(customer_id)
        if not ProductLine.objects.filter(id=line_id).exists():
            raise NotFound(kind="product_line", ref=str(line_id))
        return ledger.grant(
            wallet_id=ledger.open_wallet(customer_id=customer.pk, line_id=line_id), points=points,
            lot_kind=LotKind.FREE, origin=Origin.GOODWILL, purchased_on=today, last_valid_day=last_valid_day,
            key=f"goodwill:{key}", by=by, now=now, reason="goodwill", note=reason,
        )  # fmt: skip
