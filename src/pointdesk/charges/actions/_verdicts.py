"""Ending everything open around a price: offers, waiting, reviews."""

from datetime import datetime

from pointdesk.charges.actions._effect import take_effect, tell_return
from pointdesk.charges.actions._sheet import Sheet
from pointdesk.charges.actions._steps import Act
from pointdesk.charges.models import Review
from pointdesk.charges.rules import OfferState, Pricing, ReviewState
from pointdesk.kit.actors import Actor


def decide(review: Review, result: ReviewState, *, by: Actor, now: datetime, answer: str, step: int) -> None:
    """Write what came of a review in that step of the history."""
    review.state, review.decided_at, review.decided_by = result.value, now, by.label[:200]
    review.answer, review.decided_in = answer, step
    review.save(update_fields=["state", "decided_at", "decided_by", "answer", "decided_in"])


def return_all(sheet: Sheet, pricing: Pricing, act: Act) -> None:
    """Make the ticket free by a verdict: offers and waiting end, everything is returned, an open review is decided so.

    Publishes PointsReturned, or PriceChanged where nothing had been charged.
    """
    sheet.close_offer(OfferState.WITHDRAWN, act.now)
    effect = take_effect(sheet.charge, pricing, act)
    if sheet.review is not None:
        decide(sheet.review, ReviewState.RETURNED, by=act.by, now=act.now, answer=act.reason, step=effect.step.number)
    tell_return(sheet.charge, act, effect)
