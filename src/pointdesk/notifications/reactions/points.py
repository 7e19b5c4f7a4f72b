"""What owners are told about their points (P2, P12)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from pointdesk.ledger import queries as ledger
from pointdesk.ledger.events import PointsArrived
from pointdesk.ledger.rules import EntryKind, Origin, Portion
from pointdesk.notifications.actions import write_notices
from pointdesk.notifications.queries import owners_of, points_facts
from pointdesk.notifications.rules import Living, letters
from pointdesk.sales.events import NewcomerDecided, NewcomerHeld
from pointdesk.vendor.models import ProductLine

TOLD = {EntryKind.PURCHASE, EntryKind.GIFT, EntryKind.ADJUSTMENT, EntryKind.TRANSFER}
"""What comes back to a customer is told by the price that changed."""


def tell_points_arrived(event: PointsArrived, *, now: datetime) -> None:
    """Points were bought, given, added or moved here. Balances brought from an earlier system are no news."""
    if event.kind not in TOLD:
        return
    line = ledger.statement(event.wallet_id, now, before_seq=event.entry_seq + 1, limit=1)[-1]
    origins = {portion.origin for portion in line.portions}
    if Origin.OPENING in origins:
        return
    kind = "goodwill" if event.kind == EntryKind.GIFT and Origin.GOODWILL in origins else event.kind
    points, living = points_facts(event.wallet_id, now=now), _living(line.portions)
    write_notices(
        "points_arrived", f"{event.wallet_id}.{event.entry_seq}", to=owners_of(event.customer_id), now=now,
        write=lambda say, reader, _: letters.points_arrived(
            say, reader, points, kind=kind, points=event.points, living=living, reason=line.note
        ),
    )  # fmt: skip


def _living(portions: Iterable[Portion]) -> list[Living]:
    """How many of the points can be used through which day, the earliest first."""
    by_day: Counter[date] = Counter()
    for portion in portions:
        by_day[portion.last_valid_day] += portion.points
    return [Living(points, day) for day, points in sorted(by_day.items())]


def tell_gift_held(event: NewcomerHeld, *, now: datetime) -> None:
    """P12: a person looks at the order first."""
    line = ProductLine.objects.get(id=event.line_id)
    write_notices(
        "gift_held", f"{event.order_id}.{event.line_id}", to=owners_of(event.customer_id), now=now,
        write=lambda say, reader, _: letters.gift_held(say, reader, line=line.name, points=event.points),
    )  # fmt: skip


def tell_gift_refused(event: NewcomerDecided, *, now: datetime) -> None:
    """P12: the same customer under another name. Where the verdict is *new*, the points that arrive tell it."""
    if event.verdict != "same":
        return
    line = ProductLine.objects.get(id=event.line_id)
    write_notices(
        "gift_refused", f"{event.customer_id}.{event.line_id}", to=owners_of(event.customer_id), now=now,
        write=lambda say, reader, _: letters.gift_refused(say, reader, line=line.name),
    )  # fmt: skip
