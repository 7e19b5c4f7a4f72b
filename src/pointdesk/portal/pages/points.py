from dataclasses import dataclass
from datetime import datetime

from pointdesk.customers.queries import customer
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotFound
from pointdesk.ledger.queries import WalletView, wallets_of
from pointdesk.reports.queries import WalletReport, statement_table, wallet_report


@dataclass(frozen=True)
class WalletTab:
    """The way to one of the customer's wallets."""

    wallet_id: int
    line: str
    current: bool


@dataclass(frozen=True)
class PointsPage:
    """A wallet as its customer reads it; both `wallet` and `report` are None before the first points. `whole`: with
    every movement, to be printed, and so with the `customer`'s name and the moment that it tells of."""

    customer: str
    at: datetime
    whole: bool
    tabs: list[WalletTab]
    wallet: WalletView | None
    report: WalletReport | None


def build_points(
    by: Actor, now: datetime, *, wallet_id: int | None, before_seq: int | None = None, whole: bool = False
) -> PointsPage:
    """Lots and a page of the statement (or the `whole` of it), newest first. Raises NotFound for a wallet that is not
    the customer's."""
    wallets = _wallets(by)
    wallet = _chosen(wallets, wallet_id)
    name = customer(by.customer_id).name if by.customer_id is not None else ""
    if wallet is None:
        return PointsPage(name, now, whole, [], None, None)
    return PointsPage(
        customer=name,
        at=now,
        whole=whole,
        tabs=[WalletTab(w.id, w.line, w.id == wallet.id) for w in wallets],
        wallet=wallet,
        report=wallet_report(wallet.id, by, now, before_seq=before_seq, whole=whole),
    )


def statement_rows(by: Actor, now: datetime, *, wallet_id: int) -> list[list[object]]:
    """The whole statement as a table with a heading, oldest first. Raises NotFound."""
    wallet = _chosen(_wallets(by), wallet_id)
    if wallet is None:
        raise NotFound(kind="wallet", ref=str(wallet_id))
    return statement_table(wallet.id, by, now)


def _wallets(by: Actor) -> list[WalletView]:
    return wallets_of(by.customer_id) if by.customer_id is not None else []


def _chosen(wallets: list[WalletView], wallet_id: int | None) -> WalletView | None:
    if wallet_id is None:
        return wallets[0] if wallets else None
    found = next((w for w in wallets if w.id == wallet_id), None)
    if found is None:
        raise NotFound(kind="wallet", ref=str(wallet_id))
    return found
