from dataclasses import dataclass
from datetime import datetime

from pointdesk.charges.models import Review
from pointdesk.charges.rules import ReviewState


@dataclass(frozen=True)
class OpenReview:
    """A price that a customer contests and nobody has decided yet; `request` is why, in the customer's words."""

    charge_id: int
    reference: str
    price_list_id: int
    customer: str
    price: int | None
    charged: int
    asked_at: datetime
    asked_by: str
    request: str


def open_reviews(limit: int = 100) -> list[OpenReview]:
    """What waits for a decision, oldest first, in one query (P11); for staff."""
    found = Review.objects.filter(state=ReviewState.OPEN.value).select_related("charge__customer").order_by("id")
    return [
        OpenReview(
            charge_id=review.charge_id, reference=review.charge.reference,
            price_list_id=review.charge.price_list_id, customer=review.charge.customer.name,
            price=review.charge.price, charged=review.charge.charged, asked_at=review.asked_at,
            asked_by=review.asked_by, request=review.request,
        )
        for review in found[:limit]
    ]  # fmt: skip
