"""Deal with a delivery that lies in the inbox and whose signature was good."""

from dataclasses import asdict
from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor, ActorKind
from pointdesk.kit.errors import DomainError, NotFound
from pointdesk.outbox.actions import publish
from pointdesk.sales.actions.apply_order import apply_order
from pointdesk.sales.errors import UnreadableReport
from pointdesk.sales.events import DeliveryRefused
from pointdesk.sales.models import Delivery, Shop, Verdict
from pointdesk.sales.queries.inbox import DeliveryView, view_of
from pointdesk.sales.rules import OrderReport, parse_report


def deal_with(delivery_id: int, *, now: datetime, replayed_by: Actor | None = None) -> DeliveryView:
    """Apply a delivery and note what was done, or why it was refused; then raise that refusal.

    One that was dealt with is left alone, unless staff replays it.
    """
    try:
        with writing():
            delivery = _locked(delivery_id)
            if delivery.verdict == Verdict.RECEIVED or replayed_by:
                by = replayed_by or shop_as_actor(delivery.shop)
                outcome = apply_order(report=_report(delivery), by=by, now=now)
                delivery.verdict, delivery.error, delivery.facts = Verdict.APPLIED, "", {}
                delivery.order_id, delivery.effect = outcome.order_id, asdict(outcome)
                _sign(delivery, replayed_by, now)
            return view_of(_locked(delivery_id))
    except DomainError as refusal:
        # In a transaction of its own: what was refused is rolled back with the one above, its record stays.
        _note(delivery_id, refusal, replayed_by, now)
        raise


def shop_as_actor(shop: Shop) -> Actor:
    """The actor that a shop is when it reports its orders."""
    return Actor(kind=ActorKind.SHOP, id=shop.code, label=shop.name)


def _locked(delivery_id: int) -> Delivery:
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("shop", "order")
    found = rows.filter(id=delivery_id).first()
    if found is None:
        raise NotFound(kind="delivery", ref=str(delivery_id))
    return found


def _report(delivery: Delivery) -> OrderReport:
    body = bytes(delivery.body)
    if delivery.size > len(body):
        raise UnreadableReport(problem="too_large")
    return parse_report(body, shop=delivery.shop.code)


def _note(delivery_id: int, refusal: DomainError, replayed_by: Actor | None, now: datetime) -> None:
    with writing():
        delivery = _locked(delivery_id)
        if delivery.verdict == Verdict.RECEIVED or replayed_by:
            delivery.verdict, delivery.error, delivery.facts = Verdict.REFUSED, refusal.code, refusal.facts()
            _sign(delivery, replayed_by, now)
            publish(DeliveryRefused(delivery_id=delivery.pk, shop=delivery.shop.code, error=refusal.code), now=now)


def _sign(delivery: Delivery, replayed_by: Actor | None, now: datetime) -> None:
    if replayed_by:
        delivery.replayed_at, delivery.replayed_by = now, replayed_by.id
        delivery.replayed_label = replayed_by.label[:200]
    delivery.save()
