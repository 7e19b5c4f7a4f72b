"""Rows of the ledger's tables as the values that rules work on. Plain SQL: these reads stand in the hottest path."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from pointdesk.ledger.rules.kinds import Bucket, LotKind, Origin
from pointdesk.ledger.rules.movement import Move
from pointdesk.ledger.rules.state import LotState, WalletState

WALLET_COLUMNS = "id, customer_id, seq, head, lots_opened, arrears, successor_id"
LOT_COLUMNS = (
    "l.id, l.wallet_id, l.number, l.kind, l.origin, l.granted, l.available, l.available_cents, l.net_cents, "
    "l.vat_cents, l.currency, l.purchased_on, l.last_valid_day, l.expires_at"
)


def rows(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def aware(at: datetime) -> datetime:
    """An instant as either driver reads it, in UTC: SQLite's has no zone."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def stored(at: datetime) -> Any:
    """An instant as the database's driver wants it."""
    return connection.ops.adapt_datetimefield_value(at)


def stored_day(day: date) -> Any:
    """A day as the database's driver wants it."""
    return connection.ops.adapt_datefield_value(day)


def wallet_of_row(row: Sequence[Any]) -> WalletState:
    """A row of WALLET_COLUMNS."""
    return WalletState(*row)


def lot_of_row(row: Sequence[Any]) -> LotState:
    """A row of LOT_COLUMNS."""
    id, wallet_id, number, kind, origin, granted, available, cents, net, vat, currency, bought, last, expires = row
    return LotState(
        id, wallet_id, number, LotKind(kind), Origin(origin), granted, available, cents, net, vat, currency, bought,
        last, aware(expires),
    )  # fmt: skip


def move_of_row(row: Sequence[Any]) -> Move:
    """A row of source, target, points, cents and LOT_COLUMNS."""
    return Move(lot_of_row(row[4:]), Bucket(row[0]), Bucket(row[1]), row[2], row[3])
