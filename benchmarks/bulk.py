"""The one loader of bulk data for the ledger's benchmarks: histories that pass `pointdesk ledger verify`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from pointdesk.kit.actors import SYSTEM
from pointdesk.ledger.actions import lock_wallet
from pointdesk.ledger.actions._posting import post
from pointdesk.ledger.queries.load import load
from pointdesk.ledger.rules import Bucket, EntryKind, Subject
from pointdesk.ledger.rules.movement import Draft, Move, WalletPlan
from pointdesk.ledger.rules.request import request
from pointdesk.ledger.rules.spending import lots_to_spend
from pointdesk.ledger.rules.state import LotState

_AT_ONCE = 500


def add_history(wallet_id: int, movements: int, *, now: datetime) -> None:
    """Charges of one point each, every second one given back, `movements` entries in all, a few hundred a statement.

    They are planned by the ledger's own rules and written by its own writer, only without keys.
    """
    for first in range(0, movements, _AT_ONCE):
        with transaction.atomic():
            wallet, _ = load(lock_wallet(wallet_id))
            (lot, *_) = wallet.living(now)
            drafts = tuple(_drafts(lot, first, min(_AT_ONCE, movements - first), now))
            asked = request("load", key=f"load:{wallet_id}:{first}", by=SYSTEM, now=now)
            post(WalletPlan(wallet, before=drafts), asked, EntryKind.CHARGE)


def _drafts(lot: LotState, first: int, count: int, now: datetime) -> Iterator[Draft]:
    """In turn: a ticket charged, a second one, the second given back, the first closed."""
    drawn: list[Move] = []
    for number in range(count):
        turn = number % 4
        subject = Subject("ticket", f"load-{(first + number) // 4}-{int(turn in (1, 2))}")
        if turn in (0, 1):
            (move,) = lots_to_spend([lot], 1, Bucket.CHARGED)
            drawn.append(move)
            yield Draft(EntryKind.CHARGE, (move,), now, subject)
        else:
            taken = drawn.pop()
            target = Bucket.AVAILABLE if turn == 2 else Bucket.EARNED
            move = Move(lot, Bucket.CHARGED, target, 1, taken.cents)
            yield Draft(EntryKind.RETURN if turn == 2 else EntryKind.EARN, (move,), now, subject)
        lot = replace(lot, available=lot.available + move.gain, available_cents=lot.available_cents + move.gain_cents)
