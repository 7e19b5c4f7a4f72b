from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers.queries import locked_customer
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.outbox.actions import publish
from pointdesk.sales.actions._case import Case
from pointdesk.sales.actions._welcome import give_welcome
from pointdesk.sales.errors import NewcomerAlreadyDecided, NoNewcomerHeld
from pointdesk.sales.events import NewcomerDecided
from pointdesk.sales.models import WelcomeGift, WelcomeState
from pointdesk.sales.permissions import may_decide_newcomer
from pointdesk.sales.queries.welcome import gifts_of
from pointdesk.sales.rules import NewcomerVerdict, last_day_of_held_gift
from pointdesk.vendor.queries import policies


def decide_newcomer(*, customer_id: int, line_id: int, verdict: NewcomerVerdict, by: Actor, now: datetime) -> int:
    """Decide about a welcome gift that was held because the customer looked like another one (P12, ruling 25).

    *New*: the gift is given, with its last day counted from the day of purchase, yet at least `gift_life_days` ahead.
    *Same*: there is none, for ever. Both are final; the same decision again gives the first answer and writes nothing.
    Returns the points given. Publishes NewcomerDecided, and PointsArrived by the ledger.

    Raises NotAllowed (managers), NotFound, NoNewcomerHeld, NewcomerAlreadyDecided.
    """
    if not may_decide_newcomer(by):
        raise NotAllowed(verb="decide_newcomer")
    vendor = policies()
    with writing():
        customer = locked_customer(customer_id)
        gift = _decided_about(customer.pk, line_id, verdict)
        if gift.state != WelcomeState.HELD:
            return _first_answer(gift, verdict)
        is_new = verdict is NewcomerVerdict.NEW
        gift.state = WelcomeState.GIVEN if is_new else WelcomeState.NONE
        gift.decided_at, gift.decided_by, gift.decided_label = now, by.id, by.label[:200]
        gift.save()
        case = Case(gift.order_line.order, customer, vendor, by, now)
        given = 0
        if is_new:
            case.lock_wallets([line_id])
            last_day = last_day_of_held_gift(
                gift.purchased_on, case.today, validity_years=vendor.validity_years, least_days=vendor.gift_life_days
            )
            given = give_welcome(case, gift, gift.line, last_day)
        decided = NewcomerDecided(customer_id=customer.pk, line_id=line_id, verdict=verdict.value, points=given)
        record("decide_newcomer", by=by, subject=("customer", customer.pk), now=now, data=decided.to_data())
        publish(decided, now=now)
        return given


def _decided_about(customer_id: int, line_id: int, verdict: NewcomerVerdict) -> WelcomeGift:
    """The gift that is held, else the one that was decided about last."""
    gifts = list(gifts_of(customer_id, line_id).select_related("line", "order_line__order__shop"))
    held = [gift for gift in gifts if gift.state == WelcomeState.HELD]
    decided = [gift for gift in gifts if gift.decided_at is not None]
    if not held and not decided:
        raise NoNewcomerHeld(customer_id=customer_id, line_id=line_id)
    had_theirs = any(gift.state == WelcomeState.GIVEN for gift in gifts)
    if held and had_theirs and verdict is NewcomerVerdict.NEW:
        # Merged meanwhile with a customer who has had the gift: that was the decision.
        raise NewcomerAlreadyDecided(customer_id=customer_id, line_id=line_id, verdict=NewcomerVerdict.SAME.value)
    return held[0] if held else decided[-1]


def _first_answer(gift: WelcomeGift, verdict: NewcomerVerdict) -> int:
    was = NewcomerVerdict.NEW if gift.state == WelcomeState.GIVEN else NewcomerVerdict.SAME
    if was is not verdict:
        raise NewcomerAlreadyDecided(customer_id=gift.customer_id, line_id=gift.line_id, verdict=was.value)
    return gift.points if was is NewcomerVerdict.NEW else 0
