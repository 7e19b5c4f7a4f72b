"""Writing a plan down: at most five statements however many entries, lots and postings it has (six with births).

Everything is worked out before the first of them, hashes included; the wallet's row is locked by then.
"""

from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from pointdesk.base.database import require_transaction
from pointdesk.ledger.queries.rows import stored, stored_day
from pointdesk.ledger.rules.answer import answer
from pointdesk.ledger.rules.canonical import subject_body
from pointdesk.ledger.rules.chain import Link, chained
from pointdesk.ledger.rules.kinds import Bucket, EntryKind
from pointdesk.ledger.rules.movement import Birth, Outcome, WalletPlan
from pointdesk.ledger.rules.request import Request
from pointdesk.ledger.rules.state import LotState

Row = tuple[Any, ...]

_LOT = (
    "wallet_id, number, parent_id, kind, origin, granted, available, charged, earned, expired, cancelled, reissued, "
    "net_cents, vat_cents, available_cents, currency, subject_kind, subject_id, purchased_on, last_valid_day, "
    "expires_at"
)
_ENTRY = (
    "wallet_id, seq, kind, key, fingerprint, subject_kind, subject_id, actor_kind, actor_id, reason, note_digest, "
    "change, balance_after, arrears, effective_at, recorded_at, prev_hash, hash"
)
_POSTING = "entry_id, position, lot_id, source, target, points, cents"
_BUCKETS = (
    Bucket.AVAILABLE, Bucket.CHARGED, Bucket.EARNED, Bucket.EXPIRED, Bucket.CANCELLED, Bucket.REISSUED,
)  # fmt: skip
# Changes, not new values: the CHECKs of the table judge the sums whatever was read before.
_MOVE_LOTS = (
    "UPDATE ledger_lot SET "  # noqa: S608 -- column names
    + ", ".join(f"{bucket.value} = {bucket.value} + v.column{i}" for i, bucket in enumerate(_BUCKETS, 2))
    + ", available_cents = available_cents + v.column8 FROM (VALUES {}) AS v WHERE id = v.column1"
)
_WALLET = "UPDATE ledger_wallet SET seq = %s, head = %s, lots_opened = %s, arrears = %s WHERE id = %s"


def post(plan: WalletPlan, request: Request, kind: EntryKind) -> Outcome:
    """Write a plan's entries in the surrounding transaction, under the wallet's lock, and answer for its act.

    `kind` is the act's, also where the plan has nothing to do; then nothing is written.
    """
    if not plan.drafts:
        return answer(plan, kind)
    require_transaction()
    links = list(chained(plan, request))
    with connection.cursor() as cursor:
        lot_ids = _open_lots(cursor, plan)
        entry_ids = _insert_returning(cursor, "ledger_entry", _ENTRY, [_entry_row(link, request) for link in links])
        _move_lots(cursor, plan, lot_ids)
        _insert(cursor, "ledger_posting", _POSTING, _posting_rows(links, entry_ids, lot_ids))
        arrears = plan.wallet.arrears + sum(draft.arrears for draft in plan.drafts)
        opened = plan.wallet.lots_opened + len(lot_ids)
        cursor.execute(_WALLET, [links[-1].body["seq"], links[-1].hash, opened, arrears, plan.wallet.id])
        seq = plan.wallet.seq + len(plan.before) + 1 if plan.act else None
        entry_id = entry_ids[seq] if seq else None
        if request.note and entry_id:
            _insert(cursor, "ledger_note", "entry_id, text, salt", [(entry_id, request.note, request.salt)])
    return answer(plan, kind, entry_id, seq, lot_ids)


def _open_lots(cursor: CursorWrapper, plan: WalletPlan) -> dict[int, int]:
    """Open the lots that the plan bears; their ids by number. What dies at birth is moved with all other lots."""
    births = [birth for draft in plan.drafts for birth in draft.births]
    return _insert_returning(cursor, "ledger_lot", _LOT, [_lot_row(birth) for birth in births]) if births else {}


def _lot_row(birth: Birth) -> Row:
    lot = birth.lot
    parent = birth.parent.id if birth.parent else None
    subject = subject_body(birth.subject) or ["", ""]
    return (
        lot.wallet_id, lot.number, parent, lot.kind.value, lot.origin.value, lot.granted, lot.granted, 0, 0, 0, 0, 0,
        lot.net_cents, lot.vat_cents, lot.net_cents, lot.currency, *subject, stored_day(lot.purchased_on),
        stored_day(lot.last_valid_day), stored(lot.expires_at),
    )  # fmt: skip


def _entry_row(link: Link, request: Request) -> Row:
    body = link.body
    subject = body["subject"] or ["", ""]
    return (
        body["wallet"], body["seq"], body["kind"], body["key"], body["fingerprint"], *subject, *body["actor"],
        body["reason"], body["note"], body["change"], body["balance"], body["arrears"],
        stored(link.draft.effective_at), stored(request.now), body["prev"], link.hash,
    )  # fmt: skip


def _posting_rows(links: list[Link], entry_ids: dict[int, int], lot_ids: dict[int, int]) -> list[Row]:
    return [
        (entry_ids[link.body["seq"]], position, _id(move.lot, lot_ids), move.source.value, move.target.value,
         move.points, move.cents)
        for link in links for position, move in enumerate(link.draft.moves)
    ]  # fmt: skip


def _move_lots(cursor: CursorWrapper, plan: WalletPlan, lot_ids: dict[int, int]) -> None:
    changes: dict[int, list[int]] = {}
    for draft in plan.drafts:
        for move in draft.moves:
            if move.source is Bucket.SOURCE:  # the lot was opened with these points
                continue
            change = changes.setdefault(_id(move.lot, lot_ids), [0] * (len(_BUCKETS) + 1))
            change[_BUCKETS.index(move.source)] -= move.points
            change[_BUCKETS.index(move.target)] += move.points
            change[-1] += move.gain_cents
    if changes:
        places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s)"] * len(changes))
        cursor.execute(_MOVE_LOTS.format(places), [v for lot, change in changes.items() for v in (lot, *change)])


def _id(lot: LotState, lot_ids: dict[int, int]) -> int:
    return lot_ids[lot.number] if lot.id is None else lot.id


def _insert(cursor: CursorWrapper, table: str, columns: str, rows: list[Row], returning: str = "") -> None:
    if rows:
        one = f"({', '.join(['%s'] * len(rows[0]))})"
        cursor.execute(
            f"INSERT INTO {table} ({columns}) VALUES {', '.join([one] * len(rows))} {returning}",  # noqa: S608 -- names and places only
            [value for row in rows for value in row],
        )


def _insert_returning(cursor: CursorWrapper, table: str, columns: str, rows: list[Row]) -> dict[int, int]:
    """Insert, and give the new ids by the row's number in its wallet, which is its second column."""
    number = columns.split(", ")[1]
    _insert(cursor, table, columns, rows, f"RETURNING {number}, id")
    return dict(cursor.fetchall())
