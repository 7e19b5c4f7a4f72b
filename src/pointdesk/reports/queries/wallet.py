from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.ledger.queries import lots, statement
from pointdesk.ledger.rules.kinds import LotKind
from pointdesk.reports.queries.statement import StatementRow, lot_name, rows_of
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
class WalletReport:
    """What a wallet holds and a page of its statement, newest first. `newer` and `older` are the query strings of the
    neighbouring pages, empty where there is none."""

    balance: int
    lots: list[LotRow]
    rows: list[StatementRow]
    newer: str
    older: str


def wallet_report(
    wallet_id: int, by: Actor, now: datetime, *, before_seq: int | None = None, whole: bool = False
) -> WalletReport:
    """A wallet as its customer and the staff read it; that `by` may see it, the caller has made sure.

    `whole` gives every movement on one page, for paper.
    """
    zone = policies().zone
    today = day_of(now, zone)
    living = lots(wallet_id, now)
    # One more than shown tells whether there are older ones, without a count.
    lines = statement(wallet_id, now, before_seq=before_seq, limit=None if whole else PAGE + 1)
    shown = lines if whole else lines[-PAGE:]
    return WalletReport(
        balance=sum(lot.points for lot in living),
        lots=[
            LotRow(
                lot.kind, lot_name(lot.origin), lot.purchased_on, lot.granted, lot.points, lot.last_valid_day,
                (lot.last_valid_day - today).days,
            )
            for lot in living
        ],
        rows=rows_of(shown[::-1], by, zone),
        newer="?" if before_seq is not None else "",
        older=f"?before={shown[0].seq}" if len(lines) > len(shown) else "",
    )  # fmt: skip


def statement_table(wallet_id: int, by: Actor, now: datetime) -> list[list[object]]:
    """The whole statement as a table with a heading, oldest first; who may read it, the caller has made sure.

    Entries that move nothing the reader can spend (a ticket's points settled on closing) have numbers, but no line.
    """
    heading: list[object] = [_("Entry"), _("Day"), _("What"), _("Detail"), _("Points"), _("Balance"), _("Proof")]
    rows = rows_of(statement(wallet_id, now), by, policies().zone)
    table: list[list[object]] = [heading]
    table += [[r.seq or "", r.day.isoformat(), r.what, r.detail, r.points, r.balance, r.hash] for r in rows]
    return table
