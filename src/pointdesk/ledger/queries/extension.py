from datetime import date, datetime

from pointdesk.kit.days import day_of, end_of, years_after
from pointdesk.kit.errors import InvalidInput
from pointdesk.ledger.queries.rows import LOT_COLUMNS, lot_of_row, rows
from pointdesk.ledger.rules.reissuing import Extension
from pointdesk.vendor.queries import policies

_LOT = (
    f"SELECT {LOT_COLUMNS}, l.expired, (SELECT COALESCE(SUM(CASE WHEN p.target = 'expired' THEN p.cents "  # noqa: S608 -- column names
    "ELSE -p.cents END), 0) FROM ledger_posting p "
    "WHERE p.lot_id = l.id AND (p.target = 'expired' OR p.source = 'expired')) FROM ledger_lot l WHERE l.id = %s"
)


def read_extension(lot_id: int, until: date, now: datetime) -> Extension:
    """What an extension of the lot until that day, included, is decided on.

    Raises InvalidInput: ``not_later`` than the lot's own last day, ``over`` already, ``too_far`` ahead.
    """
    zone, (row,) = policies().zone, rows(_LOT, [lot_id])
    lot, today = lot_of_row(row[:-2]), day_of(now, zone)
    if until <= lot.last_valid_day:
        raise InvalidInput(field="until", problem="not_later")
    if until < today:
        raise InvalidInput(field="until", problem="over")
    if until > years_after(today, 20):
        raise InvalidInput(field="until", problem="too_far")
    return Extension(lot=lot, expired=row[-2], expired_cents=int(row[-1]), until=until, expires_at=end_of(until, zone))
