from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.sales.actions._inbox import deal_with
from pointdesk.sales.errors import BadSignature
from pointdesk.sales.models import Delivery
from pointdesk.sales.permissions import may_replay
from pointdesk.sales.queries.inbox import DeliveryView
from pointdesk.sales.queries.shops import good_secrets
from pointdesk.sales.rules import SIGNATURE_HEADER, TIMESTAMP_HEADER, is_signed


def replay_delivery(*, delivery_id: int, by: Actor, now: datetime) -> DeliveryView:
    """Apply a delivery of the inbox again, however old it is: after an outage, or once a SKU has got its effect.

    It never undoes what a newer state of the order said. One that was refused for its signature must be signed with
    one of the shop's present secrets. Staff and moment are noted on it, with the new verdict; the journal keeps both.

    Raises NotAllowed (managers), NotFound, BadSignature, and the refusals of `receive_delivery` but StaleDelivery.
    """
    if not may_replay(by):
        raise NotAllowed(verb="replay_delivery")
    with writing():
        found = Delivery.objects.select_related("shop").filter(id=delivery_id).first()
        if found is None:
            raise NotFound(kind="delivery", ref=str(delivery_id))
        if found.error == BadSignature.__name__ and not _is_signed_now(found, now):
            raise BadSignature(shop=found.shop.code)
        record("replay_delivery", by=by, subject=("delivery", delivery_id), now=now, data={"before": found.verdict})
    return deal_with(delivery_id, now=now, replayed_by=by)


def _is_signed_now(delivery: Delivery, now: datetime) -> bool:
    timestamp, signatures = (delivery.headers.get(name, "") for name in (TIMESTAMP_HEADER, SIGNATURE_HEADER))
    return is_signed(good_secrets(delivery.shop, now), timestamp, signatures, bytes(delivery.body))
