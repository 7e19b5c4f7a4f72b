"""The invariants of the domain, looked at after every step of every story."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from pointdesk.charges.queries import discrepancies
from pointdesk.customers.models import Customer
from pointdesk.ledger import queries as ledger
from pointdesk.outbox import queries as outbox
from pointdesk.outbox.actions import run_jobs
from pointdesk.vendor.models import ProductLine


def broken(now: datetime) -> list[str]:
    """What does not hold, in words; empty when all is well.

    1, 2, 4 and 9 are the ledger's own (`ledger verify`); 5 is asked of the charges; 7 is looked at around refusals.
    """
    return [*_ledger(now), *_balances(now), *_charges(), *_night(now), *_reactions()]


def _ledger(now: datetime) -> Iterator[str]:
    yield from (f"the ledger does not verify: {finding}" for finding in ledger.verify(now).findings)


def _balances(now: datetime) -> Iterator[str]:
    """Invariant 3: balance = live lots = end of the statement."""
    for wallet in _wallets():
        balance = ledger.balance(wallet, now)
        lots = sum(lot.points for lot in ledger.lots(wallet, now))
        lines = ledger.statement(wallet, now)
        end = lines[-1].balance if lines else 0
        if not balance == lots == end:
            yield f"wallet {wallet} (invariant 3): balance {balance}, live lots {lots}, end of the statement {end}"


def _charges() -> Iterator[str]:
    for found in discrepancies():
        yield f"ticket {found.reference} (invariant 5): charged {found.charged}, held in lots {found.held}"


def _night(now: datetime) -> Iterator[str]:
    """Invariant 8: the nightly jobs, run at this moment and undone again, change no balance."""
    before = _all_balances(now)
    with transaction.atomic():
        run_jobs(now)
        after = _all_balances(now)
        transaction.set_rollback(True)
    for wallet in before:
        if before[wallet] != after[wallet]:
            yield f"wallet {wallet} (invariant 8): the nightly jobs make {after[wallet]} of {before[wallet]} points"


def _reactions() -> Iterator[str]:
    for trouble in (*outbox.failing(), *outbox.parked()):
        yield f"{trouble.reaction} failed on {trouble.event}: {trouble.error}"


def _all_balances(now: datetime) -> dict[int, int]:
    return {wallet: ledger.balance(wallet, now) for wallet in _wallets()}


def _wallets() -> list[int]:
    customers, lines = Customer.objects.order_by("id"), list(ProductLine.objects.order_by("id"))
    found = {ledger.wallet_of(customer.pk, line.pk) for customer in customers for line in lines}
    return sorted(wallet for wallet in found if wallet is not None)
