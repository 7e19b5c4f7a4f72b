from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from pointdesk.ledger.models import Lot
from pointdesk.ledger.rules.kinds import LotKind, Origin


@dataclass(frozen=True, slots=True)
class LapsedLot:
    """A lot that died with `points` unspent, which a manager may bring back (ruling 15)."""

    id: int
    kind: LotKind
    origin: Origin
    points: int
    last_valid_day: date


def lapsed(wallet_id: int, at: datetime, *, most: int) -> list[LapsedLot]:
    """The lots of a wallet that died by then with points unspent, booked or not, the latest `most` first. One query."""
    dead = Lot.objects.filter(wallet_id=wallet_id, expires_at__lte=at)
    found = dead.annotate(unspent=F("expired") + F("available")).filter(unspent__gt=0).order_by("-expires_at", "-id")
    return [
        LapsedLot(lot.pk, LotKind(lot.kind), Origin(lot.origin), lot.unspent, lot.last_valid_day)
        for lot in found[:most]
    ]
