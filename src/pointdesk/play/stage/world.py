"""The world in which every story is played: a vendor in Greece, two product lines with the scheme's prices, a shop.

All of it is made by the same actions that a vendor's pages call.
"""

from dataclasses import replace
from datetime import UTC, datetime

from pointdesk.accounts.actions import create_staff
from pointdesk.catalog import queries as catalog
from pointdesk.catalog.actions import load_scheme
from pointdesk.catalog.rules.scheme_facts import Product, Scheme
from pointdesk.catalog.rules.shipped import shipped_scheme
from pointdesk.kit.actors import SYSTEM, Role
from pointdesk.outbox.actions import drain
from pointdesk.play.rules.words import LICENCES, LINES, PACKS
from pointdesk.sales.actions import add_shop, issue_secret, set_sku_effect
from pointdesk.sales.models import EffectKind
from pointdesk.vendor.models import Product as ProductRow
from pointdesk.vendor.queries import product_line

LONG_AGO = datetime(2000, 1, 1, 10, tzinfo=UTC)
"""When the vendor set up shop: before every story."""

SHOP = "shop"
AGENT, MANAGER = "agent", "manager"
LICENCE_CENTS = 25_000
"""What the licence of a product costs in the shop, net."""


def furnish() -> None:
    """Make the world in an empty database."""
    scheme = shipped_scheme()
    for code in LINES:
        load_scheme(scheme=_for_line(scheme, code), by=SYSTEM, now=LONG_AGO)
    _open_shop()
    hire(AGENT, Role.AGENT)
    hire(MANAGER, Role.MANAGER)
    drain(LONG_AGO)


def hire(name: str, role: Role, now: datetime = LONG_AGO) -> None:
    """A member of staff, known to the story by this name."""
    create_staff(email=address_of_staff(name), name=name, roles=[role], language="en", by=SYSTEM, now=now)


def address_of_staff(name: str) -> str:
    """Under which e-mail a member of staff signs in."""
    return f"{name}@vendor.example"


def licence_of(line: str) -> ProductRow:
    """The one product of a line."""
    return ProductRow.objects.get(line__code=line)


def _for_line(scheme: Scheme, code: str) -> Scheme:
    return replace(scheme, line_code=code, products=(Product(code=f"{code}-shop", name=f"{code} shop"),))


def _open_shop() -> None:
    add_shop(code=SHOP, name="Shop", by=SYSTEM, now=LONG_AGO)
    issue_secret(shop=SHOP, by=SYSTEM, now=LONG_AGO)
    for sku, (line, points) in PACKS.items():
        pack = next(
            p for p in catalog.scheme_on(product_line(line).pk, LONG_AGO.date()).content.packs if p.points == points
        )
        pack_id = catalog.pack(product_line(line).pk, pack.code).pk
        set_sku_effect(shop=SHOP, sku=sku, kind=EffectKind.PACK, pack_id=pack_id, by=SYSTEM, now=LONG_AGO)
    for sku, line in LICENCES.items():
        product_id = licence_of(line).pk
        set_sku_effect(shop=SHOP, sku=sku, kind=EffectKind.LICENCE, product_id=product_id, by=SYSTEM, now=LONG_AGO)
