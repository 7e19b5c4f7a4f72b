"""What a ticket costs: evaluation, delivery, quotes, answers, reviews, our own fault."""

from datetime import datetime

from pointdesk.charges import actions as charges
from pointdesk.charges.errors import NoOpenQuote
from pointdesk.charges.models import Offer
from pointdesk.charges.queries import charge_view
from pointdesk.play.rules import verbs
from pointdesk.play.stage.stage import WHY, Stage
from pointdesk.play.stage.world import AGENT, MANAGER
from pointdesk.tickets import actions as tickets


def price(verb: verbs.Price, stage: Stage, now: datetime) -> None:
    """Staff evaluates the ticket by one item."""
    by = stage.staff(verb.by, now)
    items = [(verb.item, verb.quantity)]
    charges.set_price(charge_id=stage.ticket(verb.ticket).charge_id, items=items, by=by, now=now, reason=WHY)
    stage.pricers.setdefault(verb.ticket, set()).add(verb.by)


def deliver(verb: verbs.Deliver, stage: Stage, now: datetime) -> None:
    """The agent says how the support is given."""
    charges.set_delivery(
        charge_id=stage.ticket(verb.ticket).charge_id, delivery=verb.by, by=stage.staff(AGENT, now), now=now, reason=WHY
    )


def urgent(verb: verbs.Urgent, stage: Stage, now: datetime) -> None:
    """The agent flags the ticket."""
    charges.set_urgent(
        charge_id=stage.ticket(verb.ticket).charge_id, urgent=verb.flag, by=stage.staff(AGENT, now), now=now, reason=WHY
    )


def quote(verb: verbs.Quote, stage: Stage, now: datetime) -> None:
    """Staff offers a price in points."""
    charges.quote(
        charge_id=stage.ticket(verb.ticket).charge_id, points=verb.points, text=WHY, by=stage.staff(verb.by, now),
        now=now, valid_until=verb.valid_until,
    )  # fmt: skip


def accept(verb: verbs.Accept, stage: Stage, now: datetime) -> None:
    """The customer agrees."""
    tickets.accept_price(offer_id=_offer(verb, stage, now), by=stage.customer_of(verb.ticket, now), now=now)


def decline(verb: verbs.Decline, stage: Stage, now: datetime) -> None:
    """The customer says no."""
    tickets.decline_price(offer_id=_offer(verb, stage, now), by=stage.customer_of(verb.ticket, now), now=now)


def _offer(verb: verbs.Accept | verbs.Decline, stage: Stage, now: datetime) -> int:
    """The offer that is named, else the open one. Raises NoOpenQuote where there is none, as the page would."""
    charge = charge_view(stage.ticket(verb.ticket).charge_id, now=now)
    if verb.offer is not None:
        made = list(Offer.objects.filter(charge_id=charge.id).order_by("id").values_list("id", flat=True))
        if 1 <= verb.offer <= len(made):
            return made[verb.offer - 1]
    elif charge.open_offer is not None:
        return charge.open_offer.id
    raise NoOpenQuote(reference=charge.reference)


def own_fault(verb: verbs.OwnFault, stage: Stage, now: datetime) -> None:
    """The manager owns up to spoilt work."""
    charges.own_fault(charge_id=stage.ticket(verb.ticket).charge_id, by=stage.staff(MANAGER, now), now=now, reason=WHY)


def review(verb: verbs.Review, stage: Stage, now: datetime) -> None:
    """The customer asks to have the price reconsidered."""
    charges.ask_review(
        charge_id=stage.ticket(verb.ticket).charge_id, by=stage.customer_of(verb.ticket, now), now=now, reason=WHY
    )


def decide_review(verb: verbs.DecideReview, stage: Stage, now: datetime) -> None:
    """Somebody else decides: the manager, or the agent where the manager priced the ticket."""
    priced_by = stage.pricers.get(verb.ticket, set())
    by = verb.by or (AGENT if MANAGER in priced_by else MANAGER)
    charges.decide_review(
        charge_id=stage.ticket(verb.ticket).charge_id, verdict=verb.verdict, by=stage.staff(by, now), now=now,
        reason=WHY, items=[(verb.item, 1)] if verb.item else None, points=verb.points,
    )  # fmt: skip
