"""Finding the offer that a customer answers."""

from pointdesk.charges.actions._sheet import Sheet, locked
from pointdesk.charges.errors import NoOpenQuote, StaleOffer
from pointdesk.charges.models import Offer
from pointdesk.charges.rules import OfferState
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotFound


def locked_by_offer(offer_id: int, *, by: Actor) -> tuple[Sheet, Offer]:
    """The sheet of an offer's charge, under lock, and the offer. Raises NotFound, for another customer's offer too."""
    charge_id = Offer.objects.filter(id=offer_id).values_list("charge_id", flat=True).first()
    if charge_id is None:
        raise NotFound(kind="offer", ref=str(offer_id))
    try:
        sheet = locked(charge_id, by=by)
    except NotFound:
        # Whoever may not know the charge must not learn its number from an offer's.
        raise NotFound(kind="offer", ref=str(offer_id)) from None
    if sheet.offer is not None and sheet.offer.id == offer_id:
        return sheet, sheet.offer
    return sheet, Offer.objects.get(id=offer_id)


def refuse_unless_open(offer: Offer, sheet: Sheet) -> None:
    """Only the open offer can be answered. Raises StaleOffer where another took its place, else NoOpenQuote."""
    if offer.state == OfferState.OPEN.value:
        return
    if offer.state == OfferState.SUPERSEDED.value:
        open_id = sheet.offer.id if sheet.offer else None
        raise StaleOffer(reference=sheet.charge.reference, offer_id=offer.id, open_offer_id=open_id)
    raise NoOpenQuote(reference=sheet.charge.reference)
