from datetime import datetime

from pointdesk.ledger.queries.rows import rows, stored
from pointdesk.ledger.rules.accounts import NOTHING, Amount, Flows, Liability, RollForward
from pointdesk.ledger.rules.kinds import Bucket, LotKind, Origin


def _sum_into(bucket: str, column: str, condition: str = "TRUE") -> str:
    return (
        f"SUM(CASE WHEN {condition} AND p.target = '{bucket}' THEN p.{column} "
        f"WHEN {condition} AND p.source = '{bucket}' THEN -p.{column} ELSE 0 END)"
    )


# What can be spent dies at the instant of death, booked or not; what a ticket holds outlives its lot.
_LIABILITY = (
    "SELECT l.currency, l.kind, "  # noqa: S608 -- column names
    + ", ".join(
        _sum_into(bucket, column, condition)
        for bucket, condition in (("available", "l.expires_at > %s"), ("charged", "TRUE"))
        for column in ("points", "cents")
    )
    + " FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id JOIN ledger_lot l ON l.id = p.lot_id "
    "WHERE e.effective_at <= %s GROUP BY l.currency, l.kind ORDER BY l.currency, l.kind"
)
_FLOWS = (
    "SELECT l.currency, l.kind, l.origin, p.source, p.target, l.parent_id IS NOT NULL, SUM(p.points), SUM(p.cents) "
    "FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id JOIN ledger_lot l ON l.id = p.lot_id "
    "WHERE e.effective_at > %s AND e.effective_at <= %s "
    "GROUP BY l.currency, l.kind, l.origin, p.source, p.target, l.parent_id IS NOT NULL"
)
_NOT_BOOKED = (
    "SELECT currency, kind, origin, SUM(available), SUM(available_cents) FROM ledger_lot "
    "WHERE available > 0 AND expires_at > %s AND expires_at <= %s GROUP BY currency, kind, origin"
)


def liability(at: datetime) -> list[Liability]:
    """The support that was owed at an instant, by currency and kind of points, in points and net cents."""
    moment = stored(at)
    return [
        Liability(currency, LotKind(kind), Amount(int(points), int(cents)), Amount(int(held), int(held_cents)))
        for currency, kind, points, cents, held, held_cents in rows(_LIABILITY, [*[moment] * 4, moment])
    ]


def roll_forward(after: datetime, until: datetime) -> list[RollForward]:
    """How the liability changed in the time after an instant, until another one and with it (R42, the accountant).

    Points that died in that time count as expired whether the nightly job has booked them or not.
    """
    flows: dict[tuple[str, str], Flows] = {}
    for currency, kind, origin, source, target, child, points, cents in rows(_FLOWS, [stored(after), stored(until)]):
        of_kind = flows.setdefault((currency, kind), Flows())
        amount = Amount(int(points), int(cents))
        of_kind.add(Bucket(source), Bucket(target), Origin(origin), amount, child=bool(child))
    for currency, kind, origin, points, cents in rows(_NOT_BOOKED, [stored(after), stored(until)]):
        of_kind = flows.setdefault((currency, kind), Flows())
        amount = Amount(int(points), int(cents))
        of_kind.add(Bucket.AVAILABLE, Bucket.EXPIRED, Origin(origin), amount, child=False)
    opening = {(x.currency, x.kind.value): x.total for x in liability(after)}
    closing = {(x.currency, x.kind.value): x.total for x in liability(until)}
    return [
        RollForward(
            currency, LotKind(kind), opening=opening.get((currency, kind), NOTHING),
            closing=closing.get((currency, kind), NOTHING),
            **(flows[currency, kind].lines if (currency, kind) in flows else {}),
        )
        for currency, kind in sorted(opening.keys() | closing.keys() | flows.keys())
    ]  # fmt: skip
