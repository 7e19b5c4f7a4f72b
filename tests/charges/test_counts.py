"""How many statements the busiest verbs and reads take, begin and commit not counted."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.cast import DORA

from pointdesk.charges import actions
from pointdesk.charges.models import Charge
from pointdesk.charges.queries import charge_view, history, may_solve

pytestmark = pytest.mark.django_db


@contextmanager
def statements(count: int):
    with CaptureQueriesContext(connection) as seen:
        yield
    assert len(seen) == count, "\n".join(query["sql"] for query in seen)


def test_reading_a_charge(acme):
    charge = acme.open()
    acme.price(charge, "level-2")
    with statements(4):
        charge_view(charge, now=acme.now)
    acme.price(charge, "installation")
    with statements(6):
        charge_view(charge, now=acme.now)


@pytest.mark.parametrize("steps", [1, 3])
def test_reading_a_history(acme, steps):
    charge = acme.open()
    for code in ("level-1", "level-2", "level-3")[:steps]:
        acme.price(charge, code)
    with statements(1):
        assert len(history(charge)) == steps + 1


def test_may_solve(acme):
    charge = acme.open()
    with statements(2):
        may_solve(charge)


def test_opening(acme):
    with statements(13):
        acme.open()


def test_setting_a_price(acme):
    charge = acme.open()
    with statements(25):
        acme.price(charge, "level-2")
    with statements(26):
        acme.price(charge, "level-1")


@pytest.mark.parametrize("waiting", [1, 3])
def test_joining_a_queue_costs_the_same_however_long_it_is(acme, waiting):
    for _ in range(waiting):
        acme.price(acme.open(), "installation")
    charge = acme.open()
    with statements(21):
        acme.price(charge, "level-2")


@pytest.mark.parametrize("waiting", [1, 3])
def test_serving_nobody_costs_the_same_however_long_the_queue_is(acme, waiting):
    for _ in range(waiting):
        acme.price(acme.open(), "installation")
    with statements(4):
        actions.serve_queue(wallet_id=acme.wallet, now=acme.now)


def test_a_list_of_what_waits_is_one_query(acme):
    for _ in range(3):
        acme.price(acme.open(), "installation", by=DORA)
    with statements(1):
        assert len(Charge.objects.waiting()) == 3
