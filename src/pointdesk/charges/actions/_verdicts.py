"""Ending everything open around a price: offers, waiting, reviews."""

from datetime import datetime

from pointdesk.charges.actions._effect import take_effect, tell_return
from pointdesk.charges.actions._sheet import Sheet
from pointdesk.charges.actions._steps import Act, told
from pointdesk.charges.events import ReviewDecided
from pointdesk.charges.models import Charge, PriceStep, Review
from pointdesk.charges.rules import OfferState, Pricing, ReviewState
from pointdesk.kit.actors import Actor
from pointdesk.outbox.actions import publish


def decide(review: Review, result: ReviewState, *, by: Actor, now: datetime, answer: str, step: int) -> None:
    """Write what came of a review in that step of the history."""
    review.state, review.decided_at, review.decided_by = result.value, now, by.label[:200]
    review.answer, review.decided_in = answer, step
    review.save(update_fields=["state", "decided_at", "decided_by", "answer", "decided_in"])


def return_all(sheet: Sheet, pricing: Pricing, act: Act) -> None:
    """Make the ticket free by a verdict: offers and waiting end, everything is returned, an open review is decided so.

    Publishes PointsReturned, or PriceChanged where nothing had been charged; where the price was 0 already, it is the
    review alone that gets an answer: ReviewDecided.
    """
    sheet.close_offer(OfferState.WITHDRAWN, act.now)
    charge, review = sheet.charge, sheet.review
    effect = take_effect(charge, pricing, act)
    if review is not None:
        decide(review, ReviewState.RETURNED, by=act.by, now=act.now, answer=act.reason, step=effect.step.number)
    if review is not None and effect.old == 0:
        tell_decision(charge, review, act, effect.step, old=0)
    else:
        tell_return(charge, act, effect)


def tell_decision(charge: Charge, review: Review, act: Act, step: PriceStep, *, old: int) -> None:
    """Announce what came of a review."""
    event = ReviewDecided(
        **told(charge, act, step), review_id=review.id, result=review.state, old=old, new=charge.price or 0
    )
    publish(event, now=act.now)
