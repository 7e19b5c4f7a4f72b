"""The seeded simulation: the ledger against a second one, for thousands of operations (docs/algorithms/ledger.md)."""

import os
import secrets
import sys

from django.db import connection
from tests.ledger.simulation import FLOOR, Simulation

from pointdesk.ledger.queries import lots, verify

OPERATIONS = int(os.environ.get("POINTDESK_SIMULATION_OPERATIONS", "20000"))
SEED = int(os.environ.get("POINTDESK_SIMULATION_SEED", "0")) or secrets.randbelow(10**9) + 1


def hasten() -> None:
    """This database may be lost in a power cut; every operation is still a transaction of its own."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")


def test_the_ledger_agrees_with_the_model(committed_db, capsys):
    hasten()
    with capsys.disabled():
        sys.stdout.write(f"\nledger simulation on {connection.vendor}: {OPERATIONS} operations, seed {SEED}\n")
    simulation = Simulation(SEED)
    for number in range(1, OPERATIONS + 1):
        try:
            simulation.step()
            if number % 200 == 0:
                simulation.compare_all()
            if number % 5000 == 0 or number == OPERATIONS:
                assert verify(simulation.now).findings == ()
        except Exception as error:
            error.add_note(f"POINTDESK_SIMULATION_SEED={SEED}, operation {number}")
            raise
    missed = [what for what in FLOOR if not simulation.reached[what]]
    assert not missed, f"never reached: {missed} (seed {SEED}, {OPERATIONS} operations)"


def test_nightly_jobs_change_no_balance_whenever_they_run(committed_db):
    """Metamorphic (invariant 8): the same operations with the nightly job and without end with the same lots."""
    hasten()
    ends = []
    for nightly in (True, False):
        simulation = Simulation(SEED, nightly=nightly)
        for _ in range(1000):
            simulation.step()
        ends.append([[(v.number, v.points, v.cents, v.last_valid_day) for v in lots(w.id, simulation.now)]
                     for w in simulation.wallets])  # fmt: skip
    assert ends[0] == ends[1]
