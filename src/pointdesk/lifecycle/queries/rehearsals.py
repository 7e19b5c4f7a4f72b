"""The acts of this room played through without writing, by the same rules: what they would do to the points of both.

Nothing is locked: between a rehearsal and the act others may act. Each raises what its act raises of the two customers,
the licence and the points, but asks nobody's permission and needs neither reason nor key.
"""

from dataclasses import dataclass
from datetime import datetime

from pointdesk.customers.queries import customer, pair_to_merge
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.points import whole_points
from pointdesk.ledger.queries import (
    balance,
    rehearse_merge_wallets,
    rehearse_transfer,
    wallet_of,
    wallets_of,
)
from pointdesk.ledger.rules import Portion
from pointdesk.lifecycle.errors import LicenceNotOwned
from pointdesk.lifecycle.queries.licence import licence_of
from pointdesk.lifecycle.queries.points import giving_wallet
from pointdesk.vendor.queries import policies


@dataclass(frozen=True)
class Change:
    """A balance before and after."""

    before: int
    after: int


@dataclass(frozen=True)
class Transfer:
    """What moving a licence would do to the points of both; `portions` are the lots that they would come from."""

    seller: Change
    buyer: Change
    portions: tuple[Portion, ...]


@dataclass(frozen=True)
class Takeover:
    """What would become of the survivor's wallet of a line ("" where it serves all), which takes over `owed` points."""

    line: str
    balance: Change
    owed: int


@dataclass(frozen=True)
class Merge:
    """What merging two customers would do to the wallets of the survivor."""

    wallets: tuple[Takeover, ...]


def rehearse_transfer_licence(
    *, from_customer_id: int, to_customer_id: int, product_id: int, points: int | None, at: datetime
) -> Transfer | None:
    """What `transfer_licence` would move; None where no points go."""
    if points is not None:
        whole_points(points)
    seller, buyer = customer(from_customer_id), customer(to_customer_id)
    if seller.pk == buyer.pk:
        raise InvalidInput(field="to_customer_id", problem="same_customer")
    licence = licence_of(seller.pk, product_id, day_of(at, policies().zone))
    if licence is None:
        raise LicenceNotOwned(customer_id=seller.pk, product_id=product_id)
    line_id = licence.product.line_id
    wallet = giving_wallet(seller.pk, line_id, points, at)
    if wallet is None:
        return None
    to = wallet_of(buyer.pk, line_id)
    outcome = rehearse_transfer(from_wallet_id=wallet, to_wallet_id=to, points=points, at=at)
    if not outcome.change:
        return None
    has = balance(to, at) if to else 0
    return Transfer(
        seller=Change(outcome.balance - outcome.change, outcome.balance),
        buyer=Change(has, has - outcome.change),
        portions=outcome.portions,
    )


def rehearse_merge(*, customer_id: int, survivor_id: int, at: datetime) -> Merge:
    """What `merge_customers` would let the survivor take over."""
    pair_to_merge(customer_id, survivor_id)
    theirs = {wallet.line_id: wallet.id for wallet in wallets_of(survivor_id)}
    taken = []
    for wallet in wallets_of(customer_id):
        to = theirs.get(wallet.line_id)
        outcome = rehearse_merge_wallets(from_wallet_id=wallet.id, to_wallet_id=to, at=at)
        has = balance(to, at) if to else 0
        taken.append(Takeover(wallet.line, Change(has, has - outcome.change), -outcome.arrears))
    return Merge(tuple(taken))
