from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Min, QuerySet, Sum

from pointdesk.ledger.models import Lot


@dataclass(frozen=True, slots=True)
class Ending:
    """Unspent points of one wallet with one last valid day, over all its lots. `line_id` is None where the wallet
    serves all lines; the oldest lot among them was bought on `purchased_on`."""

    wallet_id: int
    customer_id: int
    line_id: int | None
    last_valid_day: date
    purchased_on: date
    points: int


def dying(now: datetime, until: datetime) -> list[Ending]:
    """What lives now and, if nobody spends it, will have died by `until`: of all wallets, in one query."""
    return _endings(Lot.objects.filter(available__gt=0), "available", now, until)


def died(after: datetime, now: datetime) -> list[Ending]:
    """What died unspent after that moment, booked or not yet: of all wallets, in one query."""
    unspent = Lot.objects.annotate(unspent=F("expired") + F("available")).filter(unspent__gt=0)
    return _endings(unspent, "unspent", after, now)


def _endings(lots: QuerySet[Lot], points: str, after: datetime, until: datetime) -> list[Ending]:
    found = (
        lots.filter(expires_at__gt=after, expires_at__lte=until)
        .values_list("wallet_id", "wallet__customer_id", "wallet__line_id", "last_valid_day")
        .annotate(Min("purchased_on"), Sum(points))
        .order_by("wallet_id", "last_valid_day")
    )
    return [Ending(*row) for row in found]
