"""A charge as a verb works on it: read under the lock of its wallet, with its open offer and its open review."""

from dataclasses import dataclass
from datetime import datetime

from pointdesk.base.ids import possible_ids
from pointdesk.charges.errors import ChargeMerged, ChargeMoved, StalePrice
from pointdesk.charges.models import Charge, Offer, Review
from pointdesk.charges.permissions import may_know
from pointdesk.charges.rules import OfferState, ReviewState, Standing, has_lapsed
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.ledger import actions as ledger
from pointdesk.vendor.queries import policies


@dataclass
class Sheet:
    """One charge under lock; verbs change `charge` in memory and write it once, at the end."""

    charge: Charge
    offer: Offer | None
    review: Review | None

    @property
    def standing(self) -> Standing:
        """What the rules about a new price look at."""
        return self.charge.standing(under_review=self.review is not None)

    def refuse_merged(self) -> None:
        """A merged ticket has no price of its own any more. Raises ChargeMerged."""
        into = self.charge.merged_into
        if into is not None:
            raise ChargeMerged(reference=self.charge.reference, into=into.reference)

    def refuse_stale(self, expected_step: int | None) -> None:
        """Refuse an actor who decided on an older state of the price. Raises StalePrice."""
        if expected_step is not None and expected_step != self.charge.steps:
            raise StalePrice(reference=self.charge.reference, expected=expected_step, step=self.charge.steps)

    def offer_to_answer(self, now: datetime) -> Offer | None:
        """The open offer, unless it is a quote that has lapsed."""
        if self.offer is None or has_lapsed(self.offer.valid_until, day_of(now, policies().zone)):
            return None
        return self.offer

    def close_offer(self, state: OfferState, now: datetime) -> None:
        """End the open offer, if there is one."""
        if self.offer is not None:
            self.offer.state, self.offer.answered_at = state.value, now
            self.offer.save(update_fields=["state", "answered_at"])
            self.offer = None


def locked(charge_id: int, *, by: Actor) -> Sheet:
    """The charge under the lock of its wallets (locked first, in id order; everything is read afterwards).

    Raises NotFound, for another customer's charge too (invariant 10), and ChargeMoved.
    """
    (sheet,) = locked_all([charge_id], by=by)
    return sheet


def locked_all(charge_ids: list[int], *, by: Actor) -> list[Sheet]:
    """As `locked`, for several charges at once, in the order asked for."""
    seen = {c.id: c for c in Charge.objects.filter(id__in=possible_ids(charge_ids))}
    for charge_id in charge_ids:
        if charge_id not in seen or not may_know(by, seen[charge_id].customer_id):
            raise NotFound(kind="charge", ref=str(charge_id))
    ledger.lock_wallets(sorted({w for charge in seen.values() for w in _wallets(charge)}))
    return [_read(charge_id, seen[charge_id]) for charge_id in charge_ids]


def _wallets(charge: Charge) -> list[int]:
    return [charge.wallet_id, *charge.former_wallets]


def _read(charge_id: int, seen: Charge) -> Sheet:
    charge = Charge.objects.select_related("merged_into").get(id=charge_id)
    if _wallets(charge) != _wallets(seen):
        # Its customer was merged between the two reads: the lock we hold is not the one that protects it.
        raise ChargeMoved(reference=charge.reference)
    offer = charge.offers.filter(state=OfferState.OPEN.value).first()
    review = charge.reviews.filter(state=ReviewState.OPEN.value).first()
    return Sheet(charge=charge, offer=offer, review=review)


def allow(permitted: bool, verb: str) -> None:
    """Refuse the verb unless it is permitted. Raises NotAllowed."""
    if not permitted:
        raise NotAllowed(verb=verb)
