"""Merging customers and moving a licence (P23): with whom, and what it would do."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pointdesk.customers.queries import CustomerRow, customer, owned_products, search_customers
from pointdesk.desk.pages.corrections import Effect
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import InvalidInput
from pointdesk.ledger.errors import NotEnoughPoints, WalletOnHold
from pointdesk.ledger.queries import balance, is_on_hold, rehearse_take_back, wallet_of, wallets_of
from pointdesk.reports.queries import lot_name
from pointdesk.ui.components.figures import grouped
from pointdesk.vendor.models import Product
from pointdesk.vendor.queries import policies


@dataclass(frozen=True)
class PairPage:
    """The customer whom it is about, and the other one; until that one is chosen, who was found by `words`."""

    customer_id: int
    customer: str
    other_id: int | None
    other: str
    words: str
    found: list[CustomerRow]


def build_pair(customer_id: int, other: str, words: str) -> PairPage:
    """The page. Raises NotFound, for another one who does not exist too."""
    who = customer(customer_id)
    with_whom = customer(int(other)) if other.isascii() and other.isdecimal() and len(other) < 19 else None
    found = search_customers(words) if words.strip() and with_whom is None else []
    return PairPage(
        customer_id=who.pk,
        customer=who.name,
        other_id=with_whom.pk if with_whom else None,
        other=with_whom.name if with_whom else "",
        words=words,
        found=[row for row in found if row.id != who.pk],
    )


def licences(customer_id: int, now: datetime) -> list[Product]:
    """What the customer could give away today."""
    return owned_products(customer_id, on=day_of(now, policies().zone))


def transfer_effect(page: PairPage, product: Product | None, points: int | None, now: datetime) -> Effect:
    """What moving a licence would do to the points of both. Raises what the ledger would refuse it with."""
    if page.other_id is None or page.other_id == page.customer_id:
        raise InvalidInput(field="to_customer_id", problem="same_customer")
    facts = [(_("Owner"), f"{page.customer} → {page.other}")]
    if product is not None and points != 0:
        facts += _points_move(page.customer_id, page.other_id, page, product.line_id, points, now)
    return Effect(tuple(facts), _("Move the licence"))


def _points_move(
    seller: int, buyer: int, page: PairPage, line_id: int, points: int | None, now: datetime
) -> list[tuple[str, str]]:
    wallet, to = wallet_of(seller, line_id), wallet_of(buyer, line_id)
    before = balance(wallet, now) if wallet else 0
    moved = before if points is None else points
    if moved > before:
        raise NotEnoughPoints(needed=moved, available=before)
    if wallet is None or not moved:
        return []
    if is_on_hold(wallet):
        raise WalletOnHold(wallet_id=wallet)
    has = balance(to, now) if to else 0
    # They go in the order in which they would be spent, as points that are taken back do.
    taken = rehearse_take_back(wallet_id=wallet, points=moved, at=now).portions
    return [
        (page.customer, f"{grouped(before)} → {grouped(before - moved)}"),
        (page.other, f"{grouped(has)} → {grouped(has + moved)}"),
        *((lot_name(portion.origin), grouped(portion.points)) for portion in taken),
    ]


def merge_effect(page: PairPage, now: datetime) -> Effect:
    """What would become of the points of both; everything else goes over too."""
    if page.other_id is None or page.other_id == page.customer_id:
        raise InvalidInput(field="survivor_id", problem="same_customer")
    facts = [(_("One customer from now on"), page.other)]
    for wallet in wallets_of(page.customer_id):
        to = next((found for found in wallets_of(page.other_id) if found.line_id == wallet.line_id), None)
        mine, has = balance(wallet.id, now), balance(to.id, now) if to else 0
        facts.append((wallet.line or _("Points"), f"{grouped(has)} → {grouped(has + mine)}"))
        if wallet.owes:
            owed = ngettext("%(points)s point", "%(points)s points", wallet.owes) % {"points": grouped(wallet.owes)}
            facts.append((_("Owed, and taken over"), owed))
    warning = _("People, tickets, calls and licences go over too. There is no way back.")
    return Effect(tuple(facts), _("Merge them"), warning)
