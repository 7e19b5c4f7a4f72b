from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import NotFound
from pointdesk.ledger.queries import WalletView, lots, statement, wallets_of
from pointdesk.ledger.rules.kinds import LotKind
from pointdesk.portal.pages.statement import StatementRow, lot_name, rows_of
from pointdesk.vendor.queries import policies

PAGE = 25
"""Movements on a page."""


@dataclass(frozen=True)
class LotRow:
    """Points that came in together and can still be used; `days_left` until the last day, that day included."""

    kind: LotKind
    name: str
    purchased_on: date
    came_in: int
    left: int
    last_day: date
    days_left: int


@dataclass(frozen=True)
class WalletTab:
    """The way to one of the customer's wallets."""

    wallet_id: int
    line: str
    current: bool


@dataclass(frozen=True)
class PointsPage:
    """A wallet as its customer reads it. `wallet` is None before the first points; `newer` and `older` are the query
    strings of the neighbouring pages, empty where there is none."""

    tabs: list[WalletTab]
    wallet: WalletView | None
    balance: int
    lots: list[LotRow]
    rows: list[StatementRow]
    newer: str
    older: str


def build_points(by: Actor, now: datetime, *, wallet_id: int | None, before_seq: int | None) -> PointsPage:
    """Lots and a page of the statement, newest first. Raises NotFound for a wallet that is not the customer's."""
    wallets = _wallets(by)
    wallet = _chosen(wallets, wallet_id)
    if wallet is None:
        return PointsPage([], None, 0, [], [], "", "")
    zone = policies().zone
    today = day_of(now, zone)
    living = lots(wallet.id, now)
    # One more than shown tells whether there are older ones, without a count.
    lines = statement(wallet.id, now, before_seq=before_seq, limit=PAGE + 1)
    shown = lines[-PAGE:]
    return PointsPage(
        tabs=[WalletTab(w.id, w.line, w.id == wallet.id) for w in wallets],
        wallet=wallet,
        balance=sum(lot.points for lot in living),
        lots=[
            LotRow(
                lot.kind, lot_name(lot), lot.purchased_on, lot.granted, lot.points, lot.last_valid_day,
                (lot.last_valid_day - today).days,
            )
            for lot in living
        ],
        rows=rows_of(shown[::-1], by, zone),
        newer="?" if before_seq is not None else "",
        older=f"?before={shown[0].seq}" if len(lines) > PAGE else "",
    )  # fmt: skip


def statement_rows(by: Actor, now: datetime, *, wallet_id: int) -> list[list[object]]:
    """The whole statement as a table with a heading, oldest first. Raises NotFound."""
    wallet = _chosen(_wallets(by), wallet_id)
    if wallet is None:
        raise NotFound(kind="wallet", ref=str(wallet_id))
    heading: list[object] = [_("No."), _("Day"), _("What"), _("Detail"), _("Points"), _("Balance"), "hash"]
    rows = rows_of(statement(wallet.id, now), by, policies().zone)
    table: list[list[object]] = [heading]
    table += [[r.seq or "", r.day.isoformat(), r.what, r.detail, r.points, r.balance, r.hash] for r in rows]
    return table


def _wallets(by: Actor) -> list[WalletView]:
    return wallets_of(by.customer_id) if by.customer_id is not None else []


def _chosen(wallets: list[WalletView], wallet_id: int | None) -> WalletView | None:
    if wallet_id is None:
        return wallets[0] if wallets else None
    found = next((w for w in wallets if w.id == wallet_id), None)
    if found is None:
        raise NotFound(kind="wallet", ref=str(wallet_id))
    return found
