"""What waits for a manager's decision."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pointdesk.catalog.queries import price_list
from pointdesk.charges.errors import DeciderIsPricer
from pointdesk.charges.permissions import may_decide_review
from pointdesk.charges.queries import OpenReview, histories, open_reviews, priced_by
from pointdesk.kit.actors import Actor
from pointdesk.reports.queries import StepRow, steps_of
from pointdesk.sales.queries import HeldNewcomer, newcomers_held
from pointdesk.tickets.queries import titles
from pointdesk.ui.refusals import sentence
from pointdesk.vendor.queries import policies


@dataclass(frozen=True)
class ReviewCard:
    """A contested price: how it came about, and the form that decides about it, or why the reader may not.

    `warning` says that the reader has priced the ticket where the vendor lets them decide all the same.
    """

    review: OpenReview
    number: int | None
    title: str
    steps: list[StepRow]
    form: Form | None
    refusal: str
    warning: str


@dataclass(frozen=True)
class ReviewsPage:
    """Everything that waits for a manager's decision: contested prices, and newcomers that look like someone else."""

    reviews: list[ReviewCard]
    newcomers: list[HeldNewcomer]


def build_reviews(by: Actor, form_for: Callable[[int], Form]) -> ReviewsPage:
    """The page; `form_for` gives the form that decides about the review of a charge."""
    found = open_reviews()
    names = titles(by, [int(r.reference) for r in found if r.reference.isdecimal()]) if found else {}
    told = histories([review.charge_id for review in found])
    prices = {id: price_list(id) for id in {review.price_list_id for review in found}}
    mine = priced_by(by, [review.charge_id for review in found]) if found else set()
    lenient = bool(mine) and policies().pricer_may_decide
    language = get_language() or "en"
    cards = []
    for review in found:
        number = int(review.reference) if review.reference.isdecimal() else None
        refusal = _refusal(by, review, priced=review.charge_id in mine and not lenient)
        cards.append(
            ReviewCard(
                review=review,
                number=number,
                title=names.get(number, "") if number else "",
                steps=steps_of(told[review.charge_id], prices[review.price_list_id], language=language, offer=None),
                form=None if refusal else form_for(review.charge_id),
                refusal=refusal,
                warning=_("You have priced this ticket yourself. This shop lets you decide all the same.")
                if review.charge_id in mine and lenient
                else "",
            )
        )
    return ReviewsPage(reviews=cards, newcomers=newcomers_held())


def _refusal(by: Actor, review: OpenReview, *, priced: bool) -> str:
    if priced:
        return sentence(DeciderIsPricer(reference=review.reference))
    return "" if may_decide_review(by) else _("Agents and managers decide about prices.")
