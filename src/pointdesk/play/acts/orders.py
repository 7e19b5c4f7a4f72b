"""What the shop reports, signed as a shop signs it, and what staff decides about it."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

from pointdesk.catalog import queries as catalog
from pointdesk.play.rules import verbs
from pointdesk.play.rules.words import LICENCES, PACKS
from pointdesk.play.stage.stage import Stage, address_of_customer
from pointdesk.play.stage.world import LICENCE_CENTS, MANAGER, SHOP
from pointdesk.sales import actions as sales
from pointdesk.sales import queries
from pointdesk.sales.queries.shops import good_secrets
from pointdesk.sales.rules import NewcomerVerdict, signed_headers
from pointdesk.vendor.queries import product_line

VAT_PERCENT = 24
STALE = timedelta(hours=1)


def shop_order(verb: verbs.ShopOrder, stage: Stage, now: datetime) -> None:
    """The shop delivers the order's whole state, as often as the story says."""
    if verb.paid_at or verb.status not in ("pending", "cancelled"):
        stage.paid.setdefault(verb.order, verb.paid_at or now)
    stage.customers.setdefault(verb.customer)
    stage.orders[verb.order] = verb
    body = _body(verb, stage, now)
    for _ in range(verb.times):
        sales.receive_delivery(shop=SHOP, body=body, headers=_headers(body, now), now=now)


def forged_order(verb: verbs.ForgedOrder, stage: Stage, now: datetime) -> None:
    """Somebody else signs, or sends an old delivery again."""
    body = _body(verb, stage, now)
    signed_at = now - STALE if verb.fault == "stale" else now
    headers = (
        signed_headers(["not the secret"], body, now) if verb.fault == "bad-signature" else _headers(body, signed_at)
    )
    sales.receive_delivery(shop=SHOP, body=body, headers=headers, now=now)


def charge_back(verb: verbs.ChargeBack, stage: Stage, now: datetime) -> None:
    """The shop reports that the bank took the money back."""
    shop_order(replace(stage.orders[verb.order], status="charged_back", times=1), stage, now)


def decide_newcomer(verb: verbs.DecideNewcomer, stage: Stage, now: datetime) -> None:
    """The manager decides whether the newcomer is new."""
    sales.decide_newcomer(
        customer_id=stage.customer(verb.customer, now), line_id=stage.line(verb.product),
        verdict=NewcomerVerdict(verb.verdict), by=stage.staff(MANAGER, now), now=now,
    )  # fmt: skip


def _headers(body: bytes, at: datetime) -> dict[str, str]:
    return signed_headers(good_secrets(queries.shop(SHOP), at)[:1], body, at)


def _body(verb: verbs.ShopOrder, stage: Stage, now: datetime) -> bytes:
    paid_at = stage.paid.get(verb.order)
    customer = {
        "external_id": verb.customer,
        "email": verb.email or address_of_customer(verb.customer),
        "company": verb.customer,
        "country": "GR",
        "vat_id": verb.vat_id or "",
        "phone": verb.phone or "",
    }
    order = {
        "order": verb.order,
        "status": verb.status,
        "currency": "EUR",
        "customer": customer,
        "lines": [_line(line, now) for line in verb.lines],
    }
    return json.dumps(order | ({"paid_at": paid_at.isoformat()} if paid_at else {})).encode()


def _line(line: verbs.OrderLine, now: datetime) -> dict[str, str | int]:
    net = _net_cents(line.sku, now) * line.quantity
    return {
        "sku": line.sku,
        "quantity": line.quantity,
        "refunded": line.refunded,
        "net_cents": net,
        "vat_cents": net * VAT_PERCENT // 100,
    }


def _net_cents(sku: str, now: datetime) -> int:
    if sku in LICENCES:
        return LICENCE_CENTS
    line, points = PACKS[sku]
    packs = catalog.scheme_on(product_line(line).pk, now.date()).content.packs
    return next(pack.net_cents for pack in packs if pack.points == points)
