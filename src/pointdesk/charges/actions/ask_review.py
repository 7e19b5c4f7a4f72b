from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._requests import asked
from pointdesk.charges.actions._sheet import allow, locked
from pointdesk.charges.actions._steps import Act, Before, keep, told
from pointdesk.charges.errors import NothingToReview, ReviewAlreadyOpen
from pointdesk.charges.events import ReviewAsked
from pointdesk.charges.models import Charge, Review
from pointdesk.charges.permissions import may_ask_review
from pointdesk.charges.queries import ChargeView
from pointdesk.charges.rules import StepKind, reason_of, too_late_to_ask
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.outbox.actions import publish
from pointdesk.vendor.queries import policies


def ask_review(*, charge_id: int, by: Actor, now: datetime, reason: str = "", key: str | None = None) -> ChargeView:
    """The customer asks to have the price reconsidered (P11); points move only by the decision.

    Possible while something is charged, closed or not, within the vendor's days after closing if there is such a limit.
    Staff may note the wish for the customer. Publishes ReviewAsked. Raises NotAllowed, NotFound, ReviewAlreadyOpen,
    NothingToReview, ChargeMerged, InvalidInput (reason), SameKeyOtherRequest.
    """
    act = Act("ask_review", StepKind.REVIEW_ASKED, by, now, reason_of(reason))
    request = asked("ask_review", by=by, key=key, reason=act.reason)
    with writing():
        sheet = locked(charge_id, by=by)
        charge = sheet.charge
        allow(may_ask_review(by, charge.customer_id), "ask_review")
        if first := request.first_answer(charge):
            return first
        sheet.refuse_merged()
        if sheet.review is not None:
            raise ReviewAlreadyOpen(reference=charge.reference)
        if charge.charged == 0 or _too_late(charge, now):
            raise NothingToReview(reference=charge.reference)
        review = Review.objects.create(charge=charge, asked_at=now, asked_by=by.label[:200], request=act.reason)
        step = keep(charge, act, Before.of(charge))
        event = ReviewAsked(**told(charge, act, step), review_id=review.id, price=charge.price or 0)
        publish(event, now=now)
        return request.keep(charge, now)


def _too_late(charge: Charge, now: datetime) -> bool:
    rules = policies()
    settled_on = day_of(charge.settled_at, rules.zone) if charge.settled_at else None
    return too_late_to_ask(day_of(now, rules.zone), settled_on=settled_on, review_days=rules.review_days)
