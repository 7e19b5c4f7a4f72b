from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pointdesk.kit.errors import NotFound
from pointdesk.sales.models import Delivery


@dataclass(frozen=True)
class DeliveryView:
    """A delivery as the inbox lists it. `error` and `facts` name a refusal, `effect` is what was done: points
    ``granted``, ``gifted``, ``cancelled``, ``arrears``, SKUs ``unknown``, and whether it ``changed`` anything."""

    id: int
    shop: str
    received_at: datetime
    verdict: str
    error: str
    facts: dict[str, Any]
    order_id: int | None
    order: str
    effect: dict[str, Any]
    replayed_at: datetime | None
    replayed_by: str


@dataclass(frozen=True)
class InboxPage:
    """Some deliveries, newest first, and the `before` of the next page; None on the last."""

    deliveries: list[DeliveryView] = field(default_factory=list)
    next_before: int | None = None


def inbox(*, shop: str | None = None, before: int | None = None, limit: int = 50) -> InboxPage:
    """Deliveries, newest first, of one shop or of all, from before the id `before`; one query, nothing counted."""
    rows = Delivery.objects.select_related("shop", "order").defer("body", "headers").order_by("-id")
    if shop is not None:
        rows = rows.filter(shop__code=shop)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows[: limit + 1])
    page = [view_of(row) for row in found[:limit]]
    return InboxPage(page, page[-1].id if len(found) > limit else None)


def delivery(delivery_id: int) -> DeliveryView:
    """One delivery. Raises NotFound."""
    row = Delivery.objects.select_related("shop", "order").defer("body", "headers").filter(id=delivery_id).first()
    if row is None:
        raise NotFound(kind="delivery", ref=str(delivery_id))
    return view_of(row)


def delivered(delivery_id: int) -> bytes:
    """The body of a delivery, byte for byte as it came; empty where it was too large to keep. Raises NotFound."""
    body = Delivery.objects.filter(id=delivery_id).values_list("body", flat=True).first()
    if body is None:
        raise NotFound(kind="delivery", ref=str(delivery_id))
    return bytes(body)


def view_of(row: Delivery) -> DeliveryView:
    """The row as it is listed; its shop and order must have been read with it."""
    return DeliveryView(
        id=row.pk,
        shop=row.shop.code,
        received_at=row.received_at,
        verdict=row.verdict,
        error=row.error,
        facts=row.facts,
        order_id=row.order_id,
        order=row.order.number if row.order else "",
        effect=row.effect,
        replayed_at=row.replayed_at,
        replayed_by=row.replayed_label,
    )
