from collections.abc import Mapping
from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.errors import DomainError
from pointdesk.outbox.actions import publish
from pointdesk.sales import queries
from pointdesk.sales.actions._inbox import deal_with
from pointdesk.sales.errors import BadSignature, StaleDelivery, UnreadableReport
from pointdesk.sales.events import DeliveryReceived
from pointdesk.sales.models import Delivery, Shop, Verdict
from pointdesk.sales.queries.inbox import DeliveryView
from pointdesk.sales.queries.shops import good_secrets
from pointdesk.sales.rules import MOST_BYTES, SIGNATURE_HEADER, TIMESTAMP_HEADER, TOLERANCE, age_of, is_signed

KEPT_HEADERS = (TIMESTAMP_HEADER, SIGNATURE_HEADER, "Content-Type", "User-Agent")
"""The headers that the inbox keeps. Others may hold what is none of its business, such as cookies."""
_MOST_OF_A_HEADER = 600


def receive_delivery(*, shop: str, body: bytes, headers: Mapping[str, str], now: datetime) -> DeliveryView:
    """Take in what came to a shop's address: keep it, check its signature, apply the order it reports (ruling 27).

    The signature is HMAC-SHA256 over ``timestamp.body`` (docs/shop-orders.md), at most TOLERANCE old or ahead of our
    clock. Every delivery to a shop that exists is listed in the inbox, the refused ones too; a refusal changes nothing
    else (ruling 26). Returns the delivery with its effect.

    Raises NotFound (no such shop: nothing is kept), UnreadableReport, BadSignature, StaleDelivery, and the refusals of
    `apply_order`.
    """
    sender = queries.shop(shop)
    told = {name.casefold(): value for name, value in headers.items()}
    sent = {name: _storable(told[name.casefold()]) for name in KEPT_HEADERS if name.casefold() in told}
    refusal = _refusal(sender, body, sent, now)
    too_large = len(body) > MOST_BYTES
    with writing():
        delivery = Delivery.objects.create(
            shop=sender,
            received_at=now,
            headers=sent,
            body=b"" if too_large else body,
            size=len(body),
            verdict=Verdict.REFUSED if refusal else Verdict.RECEIVED,
            error=refusal.code if refusal else "",
            facts=refusal.facts() if refusal else {},
        )
        if refusal is None:
            publish(DeliveryReceived(delivery_id=delivery.pk), now=now)
    if refusal:
        raise refusal
    return deal_with(delivery.pk, now=now)


def _refusal(shop: Shop, body: bytes, headers: Mapping[str, str], now: datetime) -> DomainError | None:
    if len(body) > MOST_BYTES:
        return UnreadableReport(problem="too_large")
    timestamp = headers.get(TIMESTAMP_HEADER, "")
    if not is_signed(good_secrets(shop, now), timestamp, headers.get(SIGNATURE_HEADER, ""), body):
        return BadSignature(shop=shop.code)
    age = age_of(timestamp, now)
    return StaleDelivery(shop=shop.code, age_seconds=int(age.total_seconds())) if abs(age) > TOLERANCE else None


def _storable(value: str) -> str:
    # What a server lets through is not always what a database stores.
    return value[:_MOST_OF_A_HEADER].encode("ascii", "backslashreplace").decode().replace("\x00", "\\x00")
