"""Keeping what a request was answered (invariant 6): a `ChargeView` as JSON values, and back.

Words that people wrote, and their names, are not kept twice: a person must be erasable, and the answer must not change.
They stay blank, and are read from the offer and the review again.
"""

from dataclasses import asdict, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from pointdesk.charges.models import Offer, Review
from pointdesk.charges.queries.charge_view import ChargeView, OfferView, ReviewView


def to_data(view: ChargeView) -> dict[str, Any]:
    """The view as JSON values, without words."""
    offer = view.open_offer and replace(view.open_offer, text="", offered_by="")
    review = view.review and replace(view.review, asked_by="", request="", decided_by="", answer="")
    data: dict[str, Any] = _plain(asdict(replace(view, open_offer=offer, review=review)))
    return data


def from_data(data: dict[str, Any]) -> ChargeView:
    """The view again, with the words as they stand now. One query each for its offer and its review."""
    view: ChargeView = _typed(data, ChargeView)
    return replace(
        view,
        open_offer=view.open_offer and _offer_in_words(view.open_offer),
        review=view.review and _review_in_words(view.review),
    )


def _offer_in_words(view: OfferView) -> OfferView:
    offer = Offer.objects.get(id=view.id)
    return replace(view, text=offer.text, offered_by=offer.offered_by)


def _review_in_words(view: ReviewView) -> ReviewView:
    review = Review.objects.get(id=view.id)
    asked = replace(view, asked_by=review.asked_by, request=review.request)
    return replace(asked, decided_by=review.decided_by, answer=review.answer) if view.decided_at else asked


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _typed(value: Any, hint: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_typed(one, get_args(hint)[0]) for one in value)
    kind = next((one for one in get_args(hint) if one is not NoneType), hint)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{field.name: _typed(value[field.name], hints[field.name]) for field in fields(kind)})
    if issubclass(kind, date):
        return kind.fromisoformat(value)
    return kind(value) if issubclass(kind, Enum) else value
