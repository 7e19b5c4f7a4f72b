"""Sales and merges at the same moment, each in a connection of its own."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.factories.cast import EMIL
from tests.factories.tickets import make_helpdesk
from tests.factories.together import together

from pointdesk.charges.actions import set_price
from pointdesk.charges.errors import ChargeMoved
from pointdesk.charges.queries import charge_view
from pointdesk.customers.actions import record_ownership
from pointdesk.kit.actors import SYSTEM
from pointdesk.ledger.queries import balance, verify
from pointdesk.lifecycle.actions import merge_customers, transfer_licence
from pointdesk.outbox.actions import drain
from pointdesk.tickets.models import Ticket
from pointdesk.vendor.models import Product


def test_one_licence_is_sold_once(committed_db, now):
    seller = make_helpdesk(100, now=now, name="Nisos")
    buyers = [make_helpdesk(now=now, name=name) for name in ("Thalassa", "Vouno", "Kampos")]
    product = Product.objects.create(line=seller.line, code="core", name="Core")
    record_ownership(
        customer_id=seller.customer.pk, product_id=product.pk, since=date(2026, 1, 1), reference="1", by=SYSTEM, now=now
    )

    def sell(buyer):
        return lambda: transfer_licence(
            from_customer_id=seller.customer.pk, to_customer_id=buyer.customer.pk, product_id=product.pk, points=60,
            by=EMIL, now=now, reason="Sold.",
        ).customer_id  # fmt: skip

    answers = together(*(sell(buyer) for buyer in buyers))
    assert sorted(str(answer) for answer in answers if answer == "LicenceNotOwned") == ["LicenceNotOwned"] * 2
    assert sorted([seller.available, *(buyer.available for buyer in buyers)]) == [0, 0, 40, 60]
    assert verify(now).findings == ()


def test_two_merges_of_the_same_two_and_prices_end_well(committed_db, now):
    nisos, thalassa = make_helpdesk(100, now=now, name="Nisos"), make_helpdesk(100, now=now, name="Thalassa")
    tickets = [desk.open() for desk in (nisos, thalassa, nisos, thalassa)]

    def merge(gone, survivor):
        return lambda: (
            merge_customers(
                customer_id=gone.customer.pk, survivor_id=survivor.customer.pk, by=EMIL, now=now, reason="One firm."
            ).pk
        )

    def price(ticket):
        # A price that meets the merge is asked to try again; the agent does.
        return lambda: _retried(ticket.charge_id, nisos.dora, now)

    answers = together(merge(nisos, thalassa), merge(thalassa, nisos), *(price(ticket) for ticket in tickets))
    assert sorted(map(str, answers[:2])) in (
        sorted(["AlreadyMerged", str(nisos.customer.pk)]),
        sorted(["AlreadyMerged", str(thalassa.customer.pk)]),
    )
    drain(now)
    assert [charge_view(ticket.charge_id, now=now).charged for ticket in tickets] == [40] * 4
    assert sorted(balance(desk.wallet, now) for desk in (nisos, thalassa)) == [0, 40]
    assert verify(now).findings == ()


def test_a_merge_and_the_splitting_of_tickets_never_wait_for_each_other(committed_db, now):
    """Who splits a ticket holds it and refers to its customer; the merge holds the customer and wants the tickets."""
    nisos, thalassa = make_helpdesk(100, now=now, name="Nisos"), make_helpdesk(100, now=now, name="Thalassa")
    tickets = [[nisos.open().pk for _ in range(8)] for _ in range(3)]
    splitters = [_splitter(nisos.dora.number, of_one) for of_one in tickets]
    for splitter in splitters:
        assert splitter.stdout.readline() == "ready\n"
    for splitter in splitters:
        splitter.stdin.write("go\n")
        splitter.stdin.flush()
    merge_customers(
        customer_id=nisos.customer.pk, survivor_id=thalassa.customer.pk, by=EMIL, now=now, reason="One firm."
    )
    ends = [splitter.communicate(timeout=120) for splitter in splitters]
    assert [(out, error) for out, error in ends] == [("8\n", "")] * 3
    assert set(Ticket.objects.values_list("customer", "charge__customer")) == {(thalassa.customer.pk,) * 2}
    assert (Ticket.objects.count(), verify(now).findings) == (48, ())


def _splitter(user: int, tickets: list[int]) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.lifecycle.splitter", str(user), *map(str, tickets)], cwd=root, text=True,
        env={**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def _retried(charge_id, by, now):
    try:
        return set_price(charge_id=charge_id, items=[("level-3", 1)], by=by, now=now).charged
    except ChargeMoved:
        return set_price(charge_id=charge_id, items=[("level-3", 1)], by=by, now=now).charged
