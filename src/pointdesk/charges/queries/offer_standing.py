from dataclasses import dataclass

from pointdesk.charges.models import Offer
from pointdesk.charges.rules import OfferState
from pointdesk.kit.errors import NotFound


@dataclass(frozen=True)
class OfferStanding:
    """Of which charge an offer is, and what became of it; that a quote lapsed its charge's view says."""

    charge_id: int
    points: int
    state: OfferState


def offer_standing(offer_id: int) -> OfferStanding:
    """What became of an offer, whoever asks: whether they may know is for the caller. One query. Raises NotFound."""
    offer = Offer.objects.filter(id=offer_id).first()
    if offer is None:
        raise NotFound(kind="offer", ref=str(offer_id))
    return OfferStanding(charge_id=offer.charge_id, points=offer.points, state=OfferState(offer.state))
