"""The whole ledger as records: what `pointdesk ledger export` writes, and what is proved, online or from the file."""

from collections import defaultdict
from collections.abc import Generator, Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from pointdesk.base.database import snapshot
from pointdesk.ledger.queries.rows import aware, rows
from pointdesk.ledger.rules.canonical import instant
from pointdesk.ledger.rules.proof import FORMAT

_WALLETS_A_TIME = 500
_ENTRIES_A_TIME = 2000

_CHECKPOINTS = "SELECT id, day, at, entries, previous, root FROM ledger_checkpoint ORDER BY day"
_WALLETS = (
    "SELECT id, customer_id, line_id, seq, head, lots_opened, arrears, successor_id FROM ledger_wallet WHERE id > %s "
    "ORDER BY id LIMIT %s"
)
_LOTS = (
    "SELECT wallet_id, number, available, charged, earned, expired, cancelled, reissued, available_cents "
    "FROM ledger_lot WHERE wallet_id >= %s AND wallet_id <= %s ORDER BY wallet_id, number"
)
_ARREARS = (
    "SELECT wallet_id, id, points, open_points, settled_how FROM ledger_arrears "
    "WHERE wallet_id >= %s AND wallet_id <= %s ORDER BY wallet_id, id"
)
_HEADS = (
    "SELECT wallet_id, checkpoint_id, seq, head FROM ledger_checkpointhead "
    "WHERE wallet_id >= %s AND wallet_id <= %s ORDER BY wallet_id, seq"
)
_ENTRIES = (
    "SELECT id, wallet_id, seq, kind, key, fingerprint, subject_kind, subject_id, actor_kind, actor_id, reason, "
    "note_digest, change, balance_after, arrears, effective_at, recorded_at, prev_hash, hash FROM ledger_entry "
    "WHERE wallet_id = %s AND seq > %s ORDER BY seq LIMIT %s"
)
_POSTINGS = (
    "SELECT p.entry_id, l.wallet_id, l.number, p.source, p.target, p.points, p.cents FROM ledger_posting p "
    "JOIN ledger_lot l ON l.id = p.lot_id WHERE p.entry_id IN ({}) ORDER BY p.entry_id, p.position"
)
_BIRTHS = (
    "SELECT p.entry_id, l.number, m.wallet_id, m.number, l.kind, l.origin, l.granted, l.net_cents, l.vat_cents, "
    "l.currency, l.subject_kind, l.subject_id, l.purchased_on, l.last_valid_day, l.expires_at FROM ledger_posting p "
    "JOIN ledger_lot l ON l.id = p.lot_id LEFT JOIN ledger_lot m ON m.id = l.parent_id "
    "WHERE p.entry_id IN ({}) AND p.source = 'source' ORDER BY p.entry_id, p.position"
)


def records(at: datetime) -> Generator[dict[str, Any]]:
    """Every record of the ledger as it stands, in the order in which a proof wants them; `at` is the export's date.

    One moment of the database is read, a few thousand rows at a time, while others go on writing. What cannot be read
    fails before the first record.
    """
    counts = {"wallets": 0, "entries": 0, "lots": 0}
    with snapshot():
        checkpoints = rows(_CHECKPOINTS, [])
        yield {"record": "ledger", "format": FORMAT, "exported_at": instant(at)}
        for number, day, made_at, entries, previous, root in checkpoints:
            yield {
                "record": "checkpoint", "number": number, "day": day.isoformat(), "at": instant(aware(made_at)),
                "entries": entries, "previous": previous, "root": root,
            }  # fmt: skip
        last = 0
        while wallets := rows(_WALLETS, [last, _WALLETS_A_TIME]):
            for record in _of_wallets(wallets):
                what = {"wallet": "wallets", "entry": "entries", "lot": "lots"}.get(record["record"])
                if what:
                    counts[what] += 1
                yield record
            last = wallets[-1][0]
        yield {"record": "end", **counts}


def _of_wallets(wallets: list[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    first, last = wallets[0][0], wallets[-1][0]
    lots, arrears, heads = (_by_first(rows(sql, [first, last])) for sql in (_LOTS, _ARREARS, _HEADS))
    names = ("id", "customer", "line", "seq", "head", "lots_opened", "arrears", "successor")
    for wallet in wallets:
        yield {"record": "wallet", **dict(zip(names, wallet, strict=True))}
        for _, number, available, charged, earned, expired, cancelled, reissued, cents in lots[wallet[0]]:
            yield {
                "record": "lot", "number": number, "available": available, "charged": charged, "earned": earned,
                "expired": expired, "cancelled": cancelled, "reissued": reissued, "available_cents": cents,
            }  # fmt: skip
        for _, number, points, left, how in arrears[wallet[0]]:
            yield {"record": "arrears", "number": number, "points": points, "open": left, "how": how}
        for wallet_id, checkpoint, seq, head in heads[wallet[0]]:
            yield {"record": "head", "checkpoint": checkpoint, "wallet": wallet_id, "seq": seq, "head": head}
        yield from _entries(wallet[0])


def _entries(wallet_id: int) -> Iterator[dict[str, Any]]:
    seq = -1
    while page := rows(_ENTRIES, [wallet_id, seq, _ENTRIES_A_TIME]):
        ids = [row[0] for row in page]
        places = ", ".join(["%s"] * len(ids))
        postings = _by_first(rows(_POSTINGS.format(places), ids))
        births = _by_first(rows(_BIRTHS.format(places), ids))
        for row in page:
            yield _entry(row, postings[row[0]], births[row[0]])
        seq = page[-1][2]


def _entry(row: tuple[Any, ...], postings: list[tuple[Any, ...]], births: list[tuple[Any, ...]]) -> dict[str, Any]:
    (_, wallet, seq, kind, key, fingerprint, subject_kind, subject_id, actor_kind, actor_id, reason, note, change,
     balance, arrears, effective_at, recorded_at, prev, hash_) = row  # fmt: skip
    return {
        "record": "entry", "wallet": wallet, "seq": seq, "kind": kind, "key": key, "fingerprint": fingerprint,
        "subject": _subject(subject_kind, subject_id), "actor": [actor_kind, actor_id], "reason": reason,
        "note": note, "change": change, "balance": balance, "arrears": arrears,
        "effective_at": instant(aware(effective_at)), "recorded_at": instant(aware(recorded_at)),
        # A lot of this wallet stands by its number; one of another wallet would be wrong, and is shown as that.
        "postings": [
            [number if of == wallet else [of, number], source, target, points, cents]
            for _, of, number, source, target, points, cents in postings
        ],
        "births": [_birth(birth) for birth in births], "prev": prev, "hash": hash_,
    }  # fmt: skip


def _birth(row: tuple[Any, ...]) -> dict[str, Any]:
    (_, number, parent_wallet, parent_number, kind, origin, granted, net, vat, currency, subject_kind, subject_id,
     purchased_on, last_valid_day, expires_at) = row  # fmt: skip
    return {
        "number": number, "parent": None if parent_wallet is None else [parent_wallet, parent_number], "kind": kind,
        "origin": origin, "granted": granted, "net_cents": net, "vat_cents": vat, "currency": currency,
        "subject": _subject(subject_kind, subject_id), "purchased_on": purchased_on.isoformat(),
        "last_valid_day": last_valid_day.isoformat(), "expires_at": instant(aware(expires_at)),
    }  # fmt: skip


def _subject(kind: str, id: str) -> list[str] | None:
    return [kind, id] if kind or id else None


def _by_first(found: list[tuple[Any, ...]]) -> dict[Any, list[tuple[Any, ...]]]:
    grouped = {key: list(group) for key, group in groupby(found, key=itemgetter(0))}
    return defaultdict(list, grouped)
