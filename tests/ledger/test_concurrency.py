"""Several real processes on the same wallets, and processes that are killed: nothing is lost, doubled or torn."""

import json
import random
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from tests.factories.customers import make_customer
from tests.factories.ledger import make_lot, make_wallet
from tests.factories.vendor import make_line

from pointdesk.ledger.models import Entry, Wallet
from pointdesk.ledger.queries import balance, held, verify
from pointdesk.ledger.rules import Subject

NOW = datetime(2026, 5, 5, 9, tzinfo=UTC)


def start(task: str, name: str, wallet: int, *numbers: int) -> subprocess.Popen:
    """One of the crew, ready to begin."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.crew", task, name, str(wallet), json.dumps(numbers)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout.readline() == "ready\n", process.stderr.read()
    return process


def begin(process: subprocess.Popen) -> None:
    process.stdin.write("go\n")
    process.stdin.flush()


def all_of(processes: list[subprocess.Popen]) -> Counter:
    """What they all did; every one of them must have ended well."""
    for process in processes:
        begin(process)
    told: Counter = Counter()
    for process in processes:
        out, error = process.communicate(timeout=120)
        assert process.returncode == 0, error
        told.update(json.loads(out.splitlines()[-1]))
    return told


def test_exactly_as_many_charges_succeed_as_the_balance_allows(committed_db, now):
    wallet = make_wallet(now=now)
    for month in (6, 7, 8):
        make_lot(wallet, 50, date(2026, month, 1), now=now)
    told = all_of([start("charge", f"p{n}", wallet, 10) for n in range(8)])
    assert told == {"done": 21, "NotEnoughPoints": 59}  # 150 points at 7 a charge, 80 asked for
    assert balance(wallet, now) == 3
    assert verify(now).findings == ()


def test_one_key_from_many_processes_is_one_charge(committed_db, now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 1000, date(2027, 1, 1), now=now)
    told = all_of([start("same", f"p{n}", wallet, 10) for n in range(4)])
    assert told == {"done": 10, "again": 30}
    assert (balance(wallet, now), held(Subject("ticket", "T"))) == (930, {wallet: 70})
    assert verify(now).findings == ()


def test_wallets_locked_from_both_sides_never_wait_for_ever(committed_db, now):
    first, second = make_wallet(now=now), make_wallet(now=now)
    assert second == first + 1
    for wallet in (first, second):
        make_lot(wallet, 500, date(2027, 1, 1), now=now)
        make_lot(wallet, 500, date(2026, 5, 20), now=now)  # returns open child lots
    told = all_of([start("to_and_fro", f"p{n}", first, 12) for n in range(4)])
    assert told == {"done": 48}
    assert balance(first, now) + balance(second, now) == 2000 - 48
    assert verify(now).findings == ()


def test_a_wallet_opened_by_several_at_once_is_one(committed_db, now):
    customer, line = make_customer(now=now), make_line()
    told = all_of([start("open", f"p{n}", customer.id, line.id, line.id + 1) for n in range(4)])
    assert told == {f"wallet {Wallet.objects.get().id}": 4}


@pytest.mark.parametrize("attempt", range(3))
def test_a_process_killed_at_any_moment_leaves_a_sound_ledger(committed_db, now, attempt):
    """kill -9 in the middle of the work, twice; whoever comes next repeats what was not confirmed, under its keys."""
    wallet, pause = make_wallet(now=now), random.Random(attempt)  # noqa: S311 -- when to kill is no secret
    make_wallet(now=now)
    for number in (wallet, wallet + 1):
        make_lot(number, 500, date(2027, 1, 1), now=now)
    confirmed = -1
    for _ in range(2):
        victim = start("to_and_fro", "p1", wallet, confirmed + 1, 10_000)
        begin(victim)
        for _ in range(pause.randint(2, 8)):
            confirmed = int(victim.stdout.readline())
        victim.kill()
        rest, _ = victim.communicate()
        confirmed = max([confirmed, *map(int, rest.splitlines()[-1:])])
        assert verify(now).findings == ()
    told = all_of([start("to_and_fro", "p1", wallet, 0, confirmed + 3)])
    assert told == {"done": confirmed + 3}
    keys = Entry.objects.filter(wallet_id__in=[wallet, wallet + 1], key__startswith="p1:").values_list("key", flat=True)
    # A transfer has an entry in either wallet; everything else happened once, whatever was killed and repeated.
    assert Counter(key[3] for key in keys) == dict.fromkeys("ceg", confirmed + 3) | {"t": 2 * (confirmed + 3)}
    assert balance(wallet, now) + balance(wallet + 1, now) == 1000 - (confirmed + 3)
    assert verify(now).findings == ()
