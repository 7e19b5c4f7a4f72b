"""A process that works on the ledger beside others: real connections, real commits (started by test_concurrency.py).

Usage: python -m tests.ledger.crew TASK NAME WALLET [NUMBER]. Says "ready", begins at a line on standard input, and
ends with one JSON line of what happened.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pointdesk.config.settings")
django.setup()

from pointdesk.kit.actors import SYSTEM  # noqa: E402 -- after the setup
from pointdesk.kit.errors import DomainError  # noqa: E402 -- likewise
from pointdesk.ledger import actions  # noqa: E402 -- likewise
from pointdesk.ledger.rules import Subject  # noqa: E402 -- likewise

NOW = datetime(2026, 5, 5, 9, tzinfo=UTC)


def charge(name: str, wallet: int, number: int) -> str:
    actions.charge(
        wallet_id=wallet, subject=Subject("ticket", f"{name}-{number}"), points=7, key=f"{name}:{number}", by=SYSTEM,
        now=NOW,
    )  # fmt: skip
    return "done"


def charge_with_one_key(name: str, wallet: int, number: int) -> str:
    outcome = actions.charge(
        wallet_id=wallet, subject=Subject("ticket", "T"), points=7, key=f"same:{number}", by=SYSTEM, now=NOW
    )
    return "again" if outcome.replayed else "done"


def to_and_fro(name: str, wallet: int, number: int) -> str:
    """Draw and give back; every other process locks two wallets the other way round."""
    facts = {"by": SYSTEM, "now": NOW}
    subject = Subject("ticket", f"{name}-{number}")
    other = wallet + 1
    giver, taker = (wallet, other) if hash_of(name) % 2 else (other, wallet)
    actions.transfer(from_wallet_id=giver, to_wallet_id=taker, points=1, key=f"{name}:t{number}", **facts)
    actions.charge(wallet_id=taker, subject=subject, points=3, key=f"{name}:c{number}", **facts)
    actions.earn(wallet_id=taker, subject=subject, key=f"{name}:e{number}", **facts)
    actions.give_back(wallet_id=taker, subject=subject, points=2, key=f"{name}:g{number}", **facts)
    return "done"


def hash_of(name: str) -> int:
    return sum(map(ord, name))


def open_wallet(name: str, customer: int, number: int) -> str:
    return f"wallet {actions.open_wallet(customer_id=customer, line_id=number)}"


TASKS: dict[str, Callable[[str, int, int], str]] = {
    "charge": charge, "same": charge_with_one_key, "to_and_fro": to_and_fro, "open": open_wallet
}  # fmt: skip


def main() -> None:
    task, name, wallet, numbers = sys.argv[1], sys.argv[2], int(sys.argv[3]), json.loads(sys.argv[4])
    told: Counter[str] = Counter()
    print("ready", flush=True)  # noqa: T201 -- the parent waits for it
    sys.stdin.readline()
    for number in range(*numbers):
        try:
            told[TASKS[task](name, wallet, number)] += 1
        except DomainError as refusal:
            told[refusal.code] += 1
        print(number, flush=True)  # noqa: T201 -- the parent may kill us after any of them
    print(json.dumps(told), flush=True)  # noqa: T201 -- the parent reads it


if __name__ == "__main__":
    main()
