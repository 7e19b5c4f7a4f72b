"""Merging customers and moving a licence (P23): with whom, and what it would do."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pointdesk.customers.queries import CustomerRow, customer, owned_products, search_customers
from pointdesk.desk.pages.corrections import Effect
from pointdesk.kit.days import day_of
from pointdesk.lifecycle.queries import Change, rehearse_merge, rehearse_transfer_licence
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


def transfer_effect(page: PairPage, product_id: int, points: int | None, now: datetime) -> Effect:
    """What moving a licence would do to the points of both. Raises what the act would be refused with."""
    moved = rehearse_transfer_licence(
        from_customer_id=page.customer_id, to_customer_id=page.other_id or 0, product_id=product_id, points=points,
        at=now,
    )  # fmt: skip
    facts = [(_("Owner"), f"{page.customer} → {page.other}")]
    if moved is not None:
        facts += [(page.customer, _said(moved.seller)), (page.other, _said(moved.buyer))]
        facts += [(lot_name(portion.origin), grouped(portion.points)) for portion in moved.portions]
    return Effect(tuple(facts), _("Move the licence"))


def merge_effect(page: PairPage, now: datetime) -> Effect:
    """What would become of the points of both; everything else goes over too. Raises what the act would be refused
    with."""
    merge = rehearse_merge(customer_id=page.customer_id, survivor_id=page.other_id or 0, at=now)
    facts = [(_("One customer from now on"), page.other)]
    for wallet in merge.wallets:
        facts.append((wallet.line or _("Points"), _said(wallet.balance)))
        if wallet.owed:
            owed = ngettext("%(points)s point", "%(points)s points", wallet.owed) % {"points": grouped(wallet.owed)}
            facts.append((_("Owed, and taken over"), owed))
    warning = _("People, tickets, calls and licences go over too. There is no way back.")
    return Effect(tuple(facts), _("Merge them"), warning)


def _said(change: Change) -> str:
    return f"{grouped(change.before)} → {grouped(change.after)}"
