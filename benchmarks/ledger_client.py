"""One process of the ledger's benchmark: fills a database, works as one client, or reads a long history.

Started by benchmarks/ledger.py with DATABASE_URL; talks to it in lines on standard input and output.
"""

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pointdesk.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 -- after the setup
from django.db import connection, transaction  # noqa: E402 -- likewise

from benchmarks.bulk import add_history  # noqa: E402 -- likewise
from pointdesk.customers.models import Customer  # noqa: E402 -- likewise
from pointdesk.kit.actors import SYSTEM  # noqa: E402 -- likewise
from pointdesk.ledger import actions, queries  # noqa: E402 -- likewise
from pointdesk.ledger.rules import LotKind, Origin, Subject  # noqa: E402 -- likewise
from pointdesk.vendor.models import ProductLine  # noqa: E402 -- likewise

NOW = datetime(2026, 5, 5, 9, 0, tzinfo=UTC)
POINTS = 10


def main() -> None:
    """Do what the first argument says."""
    parser = argparse.ArgumentParser(prog="ledger_client")
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("prepare").add_argument("--wallets", type=int, required=True)
    commands.add_parser("history").add_argument("--movements", type=int, required=True)
    work = commands.add_parser("work")
    work.add_argument("--client", required=True)
    work.add_argument("--wallets", type=int, required=True)
    work.add_argument("--seconds", type=float, required=True)
    options = parser.parse_args()
    if options.what == "prepare":
        prepare(options.wallets)
    elif options.what == "history":
        say(history(options.movements))
    else:
        work_for(options.client, options.wallets, options.seconds)


def prepare(wallets: int) -> None:
    """Migrate, and open wallets 1 to `wallets`, each with two lots bought and one given."""
    call_command("migrate", verbosity=0)
    line, _ = ProductLine.objects.get_or_create(code="x-cart", defaults={"name": "X-Cart"})
    with transaction.atomic():
        for number in range(1, wallets + 1):
            customer = Customer.objects.create(name=f"Customer {number}", created_at=NOW)
            wallet = actions.open_wallet(customer_id=customer.pk, line_id=line.pk)
            fill(wallet)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def fill(wallet: int) -> None:
    """Two lots bought and one given, with points enough for any run."""
    for number, (kind, origin, last) in enumerate(
        [
            (LotKind.PAID, Origin.PURCHASE, date(2026, 12, 31)),
            (LotKind.FREE, Origin.WELCOME, date(2027, 1, 31)),
            (LotKind.PAID, Origin.PURCHASE, date(2027, 3, 31)),
        ]
    ):
        actions.grant(
            wallet_id=wallet, points=1_000_000, lot_kind=kind, origin=origin, purchased_on=date(2026, 3, 31),
            last_valid_day=last, net_cents=0 if kind is LotKind.FREE else 80_000_000, key=f"lot:{number}", by=SYSTEM,
            now=NOW,
        )  # fmt: skip


def work_for(client: str, wallets: int, seconds: float) -> None:
    """Charge for `seconds`, then give as much of it back as `seconds` allow; each begins at a word from the parent."""
    charged: list[tuple[int, Subject]] = []
    chosen = random.Random(client)  # noqa: S311 -- which wallet next is no secret

    def charge(number: int) -> bool:
        wallet, subject = chosen.randint(1, wallets), Subject("ticket", f"{client}-{number}")
        actions.charge(wallet_id=wallet, subject=subject, points=POINTS, key=f"c:{client}:{number}", by=SYSTEM, now=NOW)
        charged.append((wallet, subject))
        return True

    def give_back(number: int) -> bool:
        if number >= len(charged):
            return False
        wallet, subject = charged[number]
        actions.give_back(
            wallet_id=wallet, subject=subject, points=POINTS, key=f"g:{client}:{number}", by=SYSTEM, now=NOW
        )
        return True

    connection.ensure_connection()
    for act in (charge, give_back):
        say("ready")
        sys.stdin.readline()
        say(timed(act, seconds))


def timed(act: Callable[[int], bool], seconds: float) -> dict[str, object]:
    """Repeat an act until the time is over or there is nothing left to do; what each took, in milliseconds."""
    took: list[float] = []
    start = last = time.perf_counter()
    while last - start < seconds and act(len(took)):
        after = time.perf_counter()
        took.append(round((after - last) * 1000, 3))
        last = after
    return {"took_ms": took, "elapsed_s": last - start}


def history(movements: int) -> dict[str, float]:
    """The median of reading a balance over so many movements; the ledger that was read is proved as well."""
    customer = Customer.objects.create(name="A long history", created_at=NOW)
    wallet = actions.open_wallet(customer_id=customer.pk, line_id=ProductLine.objects.earliest("id").pk)
    fill(wallet)
    start = time.perf_counter()
    add_history(wallet, movements, now=NOW)
    loaded = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    start = time.perf_counter()
    report = queries.verify(NOW)
    proved = time.perf_counter() - start
    if report.findings or report.entries < movements:
        raise SystemExit(f"the loaded history is not sound: {report.findings[:3]}")
    read = [reading(lambda: queries.balance(wallet, NOW)) for _ in range(200)]
    page = [reading(lambda: queries.statement(wallet, NOW, limit=50)) for _ in range(50)]
    return {
        "balance_ms": statistics.median(read),
        "statement_page_ms": statistics.median(page),
        "loaded_per_s": movements / loaded,
        "proved_per_s": report.entries / proved,
    }


def reading(read: Callable[[], object]) -> float:
    """How long it takes, in milliseconds."""
    start = time.perf_counter()
    read()
    return (time.perf_counter() - start) * 1000


def say(word: str | dict[str, object] | dict[str, float] | Sequence[float]) -> None:
    """A line to the parent."""
    print(json.dumps(word), flush=True)


if __name__ == "__main__":
    main()
