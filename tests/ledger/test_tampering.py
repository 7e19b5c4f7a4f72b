"""Whoever goes behind the guards is found, at the exact entry (invariant 4)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from tests.factories.cast import DORA, EMIL, anna
from tests.factories.customers import make_customer
from tests.factories.ledger import T2, make_lot, make_wallet
from tests.factories.rows import refused
from tests.factories.vendor import make_line
from tests.ledger.test_cancel import cancelled, lot_of
from tests.ledger.test_charge import spend
from tests.ledger.test_extend import longer
from tests.ledger.test_give_back import back, close

from pointdesk.base import guards
from pointdesk.kit.actors import SYSTEM, Role
from pointdesk.kit.errors import NotAllowed
from pointdesk.ledger.actions import checkpoint, forget_note, take_back
from pointdesk.ledger.models import Arrears, Checkpoint, CheckpointHead, Entry, Lot, Note, Wallet
from pointdesk.ledger.queries import verify
from pointdesk.ledger.queries.export import records
from pointdesk.ledger.rules.canonical import digest

pytestmark = pytest.mark.django_db

NEW_DAY, NEW_MOMENT = date(2020, 2, 2), datetime(2020, 2, 2, tzinfo=UTC)


def behind_the_guards(sql: str, *parameters) -> None:
    """Change what cannot be changed: without the triggers, which stand again afterwards."""
    table = sql.split()[2 if sql.split()[0] in ("DELETE", "INSERT") else 1]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for operation in ("update", "delete"):
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS guard_{table}_{operation}{on}")
        cursor.execute(sql, parameters)
        assert cursor.rowcount >= 1
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    guards.install(connection)


def change_row(table: str, change: str, where: str, *parameters) -> None:
    """As above, for one UPDATE."""
    behind_the_guards(f"UPDATE {table} SET {change} WHERE {where}", *parameters)  # noqa: S608 -- written in this file


@pytest.fixture
def wallet(now):
    """A wallet with a history of every sort, a second one beside it, and two checkpoints."""
    wallet, other = make_wallet(now=now), make_wallet(now=now)
    make_lot(other, 10, date(2027, 3, 1), now=now)
    lot = lot_of(wallet, 60, date(2026, 6, 1), now=now, cents=5000)  # entry 1
    make_lot(wallet, 120, date(2026, 9, 1), now=now, cents=9500)  # 2
    spend(wallet, 70, now=now)  # 3: both lots
    spend(wallet, 20, now=now, subject=T2)  # 4: lot 2
    checkpoint(now)
    close(wallet, now=now)  # 5
    back(wallet, 40, now=now + timedelta(days=10))  # 6: 10 into lot 2, 30 into a child lot
    back(wallet, 15, now=now + timedelta(days=40), subject=T2)  # 7
    child = Lot.objects.get(wallet_id=wallet, number=3)
    longer(child.id, now=now + timedelta(days=41), note="Long illness")  # 8: the child's death, 9: its revival
    cancelled(lot, 60, now=now + timedelta(days=42), arrears=True)  # 10
    take_back(wallet_id=wallet, points=5, key="tb", by=EMIL, now=now + timedelta(days=43), reason="error")  # 11
    checkpoint(now + timedelta(days=44))
    assert verify(now).findings == ()
    return wallet


def first_finding(now):
    found = verify(now).findings
    assert found, "nothing was found"
    return (found[0].wallet, found[0].entry)


ENTRY_COLUMNS = {
    "kind": "gift", "key": "another", "fingerprint": "f" * 64, "subject_kind": "order", "subject_id": "another",
    "actor_kind": "staff", "actor_id": "another", "reason": "another", "note_digest": "f" * 64, "change": 7,
    "balance_after": 7, "arrears": 7, "effective_at": NEW_MOMENT, "recorded_at": NEW_MOMENT, "prev_hash": "f" * 64,
    "hash": "f" * 64,
}  # fmt: skip


def test_every_column_of_an_entry_is_tried():
    columns = {f.attname for f in Entry._meta.concrete_fields} - {"id", "wallet_id", "seq"}
    assert columns == set(ENTRY_COLUMNS)


@pytest.mark.parametrize("column", ENTRY_COLUMNS)
def test_a_changed_entry_is_named(now, wallet, column):
    value = ENTRY_COLUMNS[column]
    if isinstance(value, datetime) and connection.vendor == "sqlite":
        value = "2020-02-02 00:00:00"
    change_row("ledger_entry", f"{column} = %s", "wallet_id = %s AND seq = 4", value, wallet)
    assert first_finding(now) == (wallet, 4)


def test_an_entry_with_another_number_or_wallet_is_missed(now, wallet):
    behind_the_guards("UPDATE ledger_entry SET seq = 900 WHERE wallet_id = %s AND seq = 4", wallet)
    assert first_finding(now) == (wallet, 4)


def test_an_entry_moved_to_another_wallet_is_missed(now, wallet):
    third = make_wallet(now=now)
    behind_the_guards("UPDATE ledger_entry SET wallet_id = %s WHERE wallet_id = %s AND seq = 4", third, wallet)
    assert first_finding(now) == (wallet, 4)


def entry_of(wallet: int, seq: int) -> int:
    return Entry.objects.get(wallet_id=wallet, seq=seq).id


@pytest.mark.parametrize(
    ("seq", "change"),
    [
        (4, "points = points + 1"),
        (4, "points = points - 1"),
        (4, "cents = cents + 1"),
        (6, "source = 'charged'"),
        (4, "target = 'cancelled'"),
        (4, "lot_id = lot_id - 1"),
        (4, "lot_id = (SELECT MIN(id) FROM ledger_lot)"),
    ],
)
def test_a_changed_posting_is_named(now, wallet, seq, change):
    change_row("ledger_posting", change, "position = 0 AND entry_id = %s", entry_of(wallet, seq))
    assert first_finding(now) == (wallet, seq)


@pytest.mark.parametrize(("to", "named"), [(3, 3), (5, 4)], ids=["the entry before", "the entry after"])
def test_a_posting_moved_to_another_entry_is_named(now, wallet, to, named):
    behind_the_guards(
        "UPDATE ledger_posting SET entry_id = %s, position = 9 WHERE entry_id = %s",
        entry_of(wallet, to), entry_of(wallet, 4),
    )  # fmt: skip
    assert first_finding(now) == (wallet, named)


def test_the_order_of_postings_is_hashed_too(now, wallet):
    entry = Entry.objects.get(wallet_id=wallet, seq=3)
    behind_the_guards("UPDATE ledger_posting SET position = 9 WHERE entry_id = %s AND position = 0", entry.id)
    assert first_finding(now) == (wallet, 3)


def test_a_posting_taken_away_or_added_is_named(now, wallet):
    entry = Entry.objects.get(wallet_id=wallet, seq=3)
    lot = Lot.objects.filter(wallet_id=wallet).earliest("number")
    behind_the_guards(
        "INSERT INTO ledger_posting (entry_id, position, lot_id, source, target, points, cents) "
        "VALUES (%s, 9, %s, 'available', 'charged', 1, 0)",
        entry.id, lot.id,
    )  # fmt: skip
    assert first_finding(now) == (wallet, 3)
    behind_the_guards("DELETE FROM ledger_posting WHERE entry_id = %s AND position = 9", entry.id)
    assert verify(now).findings == ()
    behind_the_guards("DELETE FROM ledger_posting WHERE entry_id = %s AND position = 0", entry.id)
    assert first_finding(now) == (wallet, 3)


BIRTH_COLUMNS = {
    "number": "900", "parent_id": "(SELECT MIN(id) FROM ledger_lot)", "kind": "'free'", "origin": "'goodwill'",
    "granted": "granted + 1, expired = expired + 1", "net_cents": "net_cents + 1", "vat_cents": "vat_cents + 1",
    "currency": "'USD'", "subject_kind": "'x'", "subject_id": "'x'", "purchased_on": "'2020-02-02'",
    "last_valid_day": "'2030-02-02'", "expires_at": "'2030-02-02 00:00:00'",
}  # fmt: skip


def test_every_fact_of_birth_is_tried():
    buckets = {"available", "charged", "earned", "expired", "cancelled", "reissued", "available_cents"}
    assert {f.attname for f in Lot._meta.concrete_fields} - buckets - {"id", "wallet_id"} == set(BIRTH_COLUMNS)


@pytest.mark.parametrize("column", BIRTH_COLUMNS)
def test_a_changed_fact_of_birth_is_named(now, wallet, column):
    lot = Lot.objects.get(wallet_id=wallet, number=2)
    change_row("ledger_lot", f"{column} = {BIRTH_COLUMNS[column]}", "id = %s", lot.id)
    assert first_finding(now) == (wallet, 2)


def test_a_lot_moved_to_another_wallet_is_named(now, wallet):
    third = make_wallet(now=now)
    behind_the_guards("UPDATE ledger_lot SET wallet_id = %s WHERE wallet_id = %s AND number = 2", third, wallet)
    assert first_finding(now) == (wallet, 2)


@pytest.mark.parametrize(
    "change",
    [
        "available = available + 1, charged = charged - 1",
        "expired = expired + 1, charged = charged - 1",
        "cancelled = cancelled + 1, available = available - 1",
        "available_cents = available_cents - 1",
        "earned = earned + 1, charged = charged - 1",
        "reissued = reissued + 1, available = available - 1",
    ],
)
def test_buckets_that_no_posting_made_are_named_with_the_lots_last_entry(now, wallet, change):
    change_row("ledger_lot", change, "wallet_id = %s AND number = 2", wallet)
    assert first_finding(now) == (wallet, 11)


@pytest.mark.parametrize(
    "change", ["seq = seq + 1", "seq = seq - 1", "head = 'x'", "lots_opened = lots_opened + 1", "arrears = 0"]
)
def test_a_changed_wallet_is_found(now, wallet, change):
    change_row("ledger_wallet", change, "id = %s", wallet)
    assert first_finding(now)[0] == wallet


@pytest.mark.parametrize("column", ["customer_id", "line_id", "successor_id"])
def test_a_wallet_given_to_someone_else_is_found(now, wallet, column):
    other = {
        "customer_id": make_customer(now=now).id,
        "line_id": make_line("other").id,
        "successor_id": make_wallet(now=now),
    }[column]
    change_row("ledger_wallet", f"{column} = %s", "id = %s", other, wallet)
    assert first_finding(now) == (wallet, None if column == "successor_id" else 1)


def test_arrears_that_vanish_are_found(now, wallet):
    assert Arrears.objects.filter(open_points__gt=0).count() == 1
    behind_the_guards("UPDATE ledger_arrears SET open_points = 0 WHERE wallet_id = %s", wallet)
    assert first_finding(now) == (wallet, None)


def test_a_forged_entry_breaks_the_chain_after_it(now, wallet):
    """Whoever changes an entry and makes its hash anew is found at the next one."""
    behind_the_guards("UPDATE ledger_entry SET actor_id = 'x' WHERE wallet_id = %s AND seq = 4", wallet)
    record = next(r for r in records(now) if r.get("seq") == 4 and r["record"] == "entry" and r["wallet"] == wallet)
    forged = digest({k: v for k, v in record.items() if k not in ("record", "hash")})
    behind_the_guards("UPDATE ledger_entry SET hash = %s WHERE wallet_id = %s AND seq = 4", forged, wallet)
    # The checkpoint knows entry 4 itself.
    assert first_finding(now) == (wallet, 4)
    behind_the_guards("DELETE FROM ledger_checkpointhead WHERE id > 0")
    behind_the_guards("DELETE FROM ledger_checkpoint WHERE id > 0")
    assert first_finding(now) == (wallet, 5)


def cut_the_tail(wallet: int) -> None:
    """Undo the last entry without a trace in the wallet: entry, posting, bucket, number and head."""
    last, before = Entry.objects.filter(wallet_id=wallet).order_by("-seq")[:2]
    posting = last.postings.get()
    behind_the_guards("DELETE FROM ledger_posting WHERE entry_id = %s", last.id)
    behind_the_guards("DELETE FROM ledger_entry WHERE id = %s", last.id)
    Lot.objects.filter(id=posting.lot_id).update(
        available=posting.lot.available + posting.points,
        cancelled=posting.lot.cancelled - posting.points,
        available_cents=posting.lot.available_cents + posting.cents,
    )
    Wallet.objects.filter(id=wallet).update(seq=before.seq, head=before.hash)


def test_a_tail_cut_off_is_missed_by_the_checkpoint(now, wallet):
    last = Wallet.objects.get(id=wallet).seq
    cut_the_tail(wallet)
    assert first_finding(now) == (wallet, last)
    assert len(verify(now).findings) == 1


def test_a_tail_cut_off_together_with_its_checkpoint_head_breaks_the_root(now, wallet):
    cut_the_tail(wallet)
    head = CheckpointHead.objects.filter(wallet_id=wallet).latest("seq")
    behind_the_guards("DELETE FROM ledger_checkpointhead WHERE id = %s", head.id)
    (finding,) = verify(now).findings
    assert (finding.problem, "root" in finding.detail) == ("checkpoint", True)


@pytest.mark.parametrize(
    "change",
    ["day = '2020-02-02'", "at = '2020-02-02 00:00:00'", "entries = entries + 1", "previous = 'x'", "root = 'x'"],
)
@pytest.mark.parametrize("which", ["first", "last"])
def test_a_changed_checkpoint_is_found(now, wallet, change, which):
    target = getattr(Checkpoint.objects.order_by("id"), which)()
    change_row("ledger_checkpoint", change, "id = %s", target.id)
    assert verify(now).findings[0].problem == "checkpoint"


@pytest.mark.parametrize("change", ["seq = seq - 1", "head = 'x'"])
def test_a_changed_head_of_a_checkpoint_is_found(now, wallet, change):
    head = CheckpointHead.objects.filter(wallet_id=wallet).latest("seq")
    change_row("ledger_checkpointhead", change, "id = %s", head.id)
    assert {f.problem for f in verify(now).findings} == {"checkpoint"}


def test_one_checkpoint_a_day(now, wallet):
    assert checkpoint(now + timedelta(days=44)) is None
    assert checkpoint(now + timedelta(days=45)) is not None
    assert verify(now).findings == ()


def test_a_changed_reason_in_words_is_named_and_a_forgotten_one_breaks_nothing(now, wallet):
    note = Note.objects.get()
    Note.objects.update(text="Something else")
    (finding,) = verify(now).findings
    assert (finding.wallet, finding.entry, finding.problem) == (wallet, note.entry.seq, "note")
    forget_note(entry_id=note.entry_id, by=SYSTEM, now=now)
    assert (Note.objects.count(), verify(now).findings) == (0, ())


@pytest.mark.parametrize("by", [anna(1), DORA, EMIL])
def test_only_an_administrator_forgets_a_reason(now, wallet, by):
    note = Note.objects.get()
    with refused(NotAllowed, verb="forget_note"):
        forget_note(entry_id=note.entry_id, by=by, now=now)
    forget_note(entry_id=note.entry_id, by=replace(EMIL, roles=frozenset({Role.ADMINISTRATOR})), now=now)
    assert Note.objects.count() == 0


def test_a_missing_guard_is_found(now, wallet):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        on = "" if connection.vendor == "sqlite" else " ON ledger_entry"
        cursor.execute(f"DROP TRIGGER guard_ledger_entry_update{on}")
    (finding,) = verify(now).findings
    assert (finding.problem, "ledger_entry.update" in finding.detail) == ("guard", True)
