"""What a price would do if it were set now, played through without writing (P17: the effect is seen before it is had).

Nothing is locked: between a rehearsal and the act others may act. Each raises what its act raises, but asks nobody's
permission and needs no key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pointdesk.catalog.queries import price_list
from pointdesk.charges.errors import ChargeMerged, ChargeSettled, NotABug, UrgentNotOffered
from pointdesk.charges.models import Charge, Offer
from pointdesk.charges.queries.waiting import queue_of
from pointdesk.charges.rules import (
    Basis,
    Delivery,
    OfferState,
    Pricing,
    ReviewState,
    Standing,
    Waiting,
    by_items,
    by_quote,
    check_caller,
    check_direction,
    has_lapsed,
    lines_of,
    missing,
    must_ask,
    served,
    subject_of,
    wanted_items,
)
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import NotFound
from pointdesk.kit.points import whole_points
from pointdesk.ledger import queries as ledger
from pointdesk.ledger.rules import Portion
from pointdesk.vendor.queries import policies


@dataclass(frozen=True)
class Rehearsal:
    """What would come of a price, in points.

    `old` and `price` are the prices before and after; where it `asks`, the customer would be asked about `price` and
    nothing moves. `takes` and `returns` are what this ticket would take from the wallet or give back now; where it
    `waits`, `waiting_for` are missing (0 where only arrears are in the way). Of what it returns, `settles` goes to what
    the account owes; while it still `owes` something, nothing is charged. `portions` are the lots that it takes from
    or gives to; none are named where other tickets come first, or a former wallet gets points back. `others` go to
    tickets that have waited. `balance` and `balance_after` are the wallet's. Where not `is_new`, all stays as it is.
    """

    price: int
    old: int | None
    multiplier: int
    is_new: bool
    asks: bool
    takes: int = 0
    returns: int = 0
    waits: bool = False
    waiting_for: int = 0
    settles: int = 0
    owes: int = 0
    others: int = 0
    balance: int = 0
    balance_after: int = 0
    portions: tuple[Portion, ...] = ()


def rehearse_price(
    *,
    charge_id: int,
    items: Sequence[tuple[str, int]],
    now: datetime,
    delivery: Delivery | str | None = None,
    urgent: bool | None = None,
) -> Rehearsal:
    """What `set_price` would do."""
    wanted = wanted_items(items)
    charge = _charge(charge_id)
    way = (charge.delivery, charge.urgent)
    if delivery is not None:
        charge.delivery = Delivery.named(delivery).value
    if urgent is not None:
        if urgent and not charge.urgent and not policies().urgent_offered:
            raise UrgentNotOffered
        charge.urgent = urgent
    pricing = _by_items(charge, wanted)
    stands = (_offer_to_answer(charge, now) or charge).pricing
    is_new = way != (charge.delivery, charge.urgent) or pricing != stands
    if charge.is_bug and pricing.price == 0:
        is_new = False
    if is_new:
        check_direction(pricing.price, _standing(charge))
        check_caller(pricing.price, _standing(charge))
    asks = must_ask(pricing.price, price=charge.price, agreed_up_to=charge.agreed_up_to)
    return _outcome(charge, pricing, now, asks=asks, is_new=is_new)


def rehearse_quote(*, charge_id: int, points: int, now: datetime) -> Rehearsal:
    """What `quote` would do: the customer is asked, unless it is no more than the present price."""
    whole_points(points, least=1)
    charge = _charge(charge_id)
    check_direction(points, _standing(charge))
    pricing = by_quote(points, price_list(charge.price_list_id))
    asks = must_ask(points, price=charge.price, agreed_up_to=charge.agreed_up_to, quoted=True)
    return _outcome(charge, pricing, now, asks=asks, is_new=True)


def rehearse_accept(*, offer_id: int, now: datetime) -> Rehearsal:
    """What `accept` would do with an open offer, were it not lapsed: `takes` now, or `waits`."""
    offer = Offer.objects.filter(id=offer_id).first()
    if offer is None:
        raise NotFound(kind="offer", ref=str(offer_id))
    charge = _charge(offer.charge_id)
    check_direction(offer.points, _standing(charge))
    return _outcome(charge, offer.pricing, now, asks=False, is_new=True)


def rehearse_return(*, charge_id: int, now: datetime, own_fault: bool = False) -> Rehearsal:
    """What `void_for_bug` would do, or `own_fault`: everything goes back."""
    charge = _charge(charge_id)
    is_new = not charge.is_bug and not (own_fault and charge.basis == Basis.OWN_FAULT)
    return _outcome(charge, Pricing(0, Basis.BUG, ()), now, asks=False, is_new=is_new)


def rehearse_reversal(*, charge_id: int, items: Sequence[tuple[str, int]], now: datetime) -> Rehearsal:
    """What `reverse_bug` would do: the ticket is priced again."""
    wanted = wanted_items(items)
    charge = _charge(charge_id)
    if not charge.is_bug:
        raise NotABug(reference=charge.reference)
    if charge.settled_at is not None:
        raise ChargeSettled(reference=charge.reference)
    charge.is_bug, charge.basis, charge.lines = False, "", []
    pricing = _by_items(charge, wanted)
    check_caller(pricing.price, _standing(charge))
    asks = must_ask(pricing.price, price=charge.price, agreed_up_to=charge.agreed_up_to)
    return _outcome(charge, pricing, now, asks=asks, is_new=True)


def _by_items(charge: Charge, wanted: Sequence[tuple[str, int]]) -> Pricing:
    prices = price_list(charge.price_list_id)
    return by_items(lines_of(prices, wanted), prices, delivery=Delivery(charge.delivery), urgent=charge.urgent)


def _charge(charge_id: int) -> Charge:
    charge = Charge.objects.select_related("merged_into").filter(id=charge_id).first()
    if charge is None:
        raise NotFound(kind="charge", ref=str(charge_id))
    if charge.merged_into is not None:
        raise ChargeMerged(reference=charge.reference, into=charge.merged_into.reference)
    return charge


def _standing(charge: Charge) -> Standing:
    return charge.standing(under_review=charge.reviews.filter(state=ReviewState.OPEN.value).exists())


def _offer_to_answer(charge: Charge, now: datetime) -> Offer | None:
    offer = charge.offers.filter(state=OfferState.OPEN.value).first()
    return None if offer and has_lapsed(offer.valid_until, day_of(now, policies().zone)) else offer


def _outcome(charge: Charge, pricing: Pricing, now: datetime, *, asks: bool, is_new: bool) -> Rehearsal:
    balance = ledger.balance(charge.wallet_id, at=now)
    still = Rehearsal(
        price=pricing.price, old=charge.price, multiplier=pricing.multiplier, is_new=is_new, asks=asks and is_new,
        balance=balance, balance_after=balance,
    )  # fmt: skip
    if asks or not is_new:
        return still
    return _moved(still, charge, pricing.price - charge.charged, now)


def _moved(still: Rehearsal, charge: Charge, need: int, now: datetime) -> Rehearsal:
    """The same with the points that move: what is too much goes back, then the queue is served (P5, P6)."""
    returns = max(0, -need)
    owed = sum(arrears.open_points for arrears in ledger.open_arrears(charge.wallet_id))
    settled = min(owed, returns)
    available = still.balance + returns - settled
    queue = [c.place for c in queue_of(charge.wallet_id) if c.id != charge.id]
    own = Waiting(since=charge.waiting_since or now, charge_id=charge.id, need=need)
    if need > 0:
        queue.append(own)
    covered = served(queue, available) if owed == settled and _is_served(charge, need) else ()
    left = [place for place in queue if place not in covered]
    after = available - sum(place.need for place in covered)
    takes = need if own in covered else 0
    if takes and covered[0] == own:
        portions = ledger.rehearse_charge(wallet_id=charge.wallet_id, points=takes, at=now).portions
    else:
        portions = _given_back(charge, returns, now)
    return Rehearsal(
        price=still.price, old=still.old, multiplier=still.multiplier, is_new=True, asks=False,
        takes=takes, returns=returns, waits=need > takes, waiting_for=missing(left, charge.id, after), settles=settled,
        owes=owed - settled,
        others=sum(place.need for place in covered) - takes, balance=still.balance, balance_after=after,
        portions=portions,
    )  # fmt: skip


def _is_served(charge: Charge, need: int) -> bool:
    return need != 0 or charge.waiting_since is not None


def _given_back(charge: Charge, points: int, now: datetime) -> tuple[Portion, ...]:
    if not points or charge.former_wallets:
        return ()
    subject = subject_of(charge.reference)
    return ledger.rehearse_give_back(wallet_id=charge.wallet_id, subject=subject, points=points, at=now).portions
