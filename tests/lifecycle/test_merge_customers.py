"""Two records of one customer become one (P23)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from tests.factories.cast import DORA, EMIL, anna
from tests.factories.catalog import make_product_line
from tests.factories.ledger import make_lot
from tests.factories.rows import every_row, refused
from tests.factories.sales import LICENCE, P60, customer_of, living, make_shop, points, report, wallet
from tests.factories.tickets import Helpdesk, make_helpdesk

from pointdesk.audit.models import Record
from pointdesk.calls.actions import log_call
from pointdesk.calls.queries import call_log
from pointdesk.charges import actions as charges
from pointdesk.charges.queries import charge_view
from pointdesk.customers.errors import AlreadyMerged
from pointdesk.customers.models import Customer, Ownership, Person
from pointdesk.customers.queries import find_customer
from pointdesk.kit.actors import SYSTEM, Role
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.ledger.queries import balance, lots, open_arrears
from pointdesk.ledger.rules import LotKind
from pointdesk.lifecycle.actions import merge_customers
from pointdesk.outbox.actions import drain
from pointdesk.outbox.models import StoredEvent
from pointdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db


@dataclass
class Two:
    """Nisos with 100 points and Thalassa with 60 on one product line; Nisos will go into Thalassa."""

    nisos: Helpdesk
    thalassa: Helpdesk
    now: datetime

    def merge(self, by=EMIL, **fields) -> Customer:
        facts = {
            "customer_id": self.nisos.customer.pk, "survivor_id": self.thalassa.customer.pk, "reason": "One firm.",
            **fields,
        }  # fmt: skip
        survivor = merge_customers(by=by, now=self.now, **facts)
        drain(self.now)
        return survivor


@pytest.fixture
def two(now):
    return Two(make_helpdesk(100, now=now, name="Nisos"), make_helpdesk(60, now=now, name="Thalassa"), now)


def price(desk, ticket, code):
    """Dora of that helpdesk prices it; what the charge is then."""
    return charges.set_price(charge_id=ticket.charge_id, items=[(code, 1)], by=desk.dora, now=desk.now)


def test_points_go_over_with_kind_origin_and_last_day(two):
    make_lot(two.nisos.wallet, 20, date(2026, 12, 31), now=two.now, kind=LotKind.FREE)
    assert two.merge() == two.thalassa.customer
    assert balance(two.nisos.wallet, two.now) == 0
    assert [
        (lot.points, lot.kind.value, lot.origin.value, lot.last_valid_day) for lot in lots(two.thalassa.wallet, two.now)
    ] == [
        (20, "free", "welcome", date(2026, 12, 31)),
        (60, "paid", "purchase", date(2027, 1, 31)),
        (100, "paid", "purchase", date(2027, 1, 31)),
    ]


def test_tickets_calls_people_and_products_go_over(two):
    ticket = two.nisos.open()
    log_call(by=two.nisos.dora, now=two.now, customer_id=two.nisos.customer.pk)
    two.merge()
    survivor = two.thalassa.customer
    assert Ticket.objects.get(id=ticket.pk).customer == survivor
    assert charge_view(ticket.charge_id, now=two.now).customer_id == survivor.pk
    assert len(call_log(customer_id=survivor.pk)) == 1
    assert Customer.objects.get(id=two.nisos.customer.pk).merged_into == survivor
    # Both firms have an Anna and a Bruno with the same address: those of the survivor stay.
    assert list(Person.objects.filter(is_active=True).values_list("customer_id", flat=True)) == [survivor.pk] * 2
    assert Ticket.objects.get(id=ticket.pk).requester_id == two.thalassa.anna.number


def test_a_ticket_repriced_later_draws_the_survivors_points_and_returns_there(two):
    ticket = two.nisos.priced("level-3")
    two.merge()
    assert two.thalassa.available == 120
    price(two.thalassa, ticket, "level-4")
    assert two.thalassa.available == 80
    charges.void_for_bug(charge_id=ticket.charge_id, by=two.nisos.dora, now=two.now)
    assert two.thalassa.available == 160
    assert balance(two.nisos.wallet, two.now) == 0


def test_returns_land_with_the_last_survivor_of_a_chain(two):
    ticket = two.nisos.priced("level-3")
    third = make_helpdesk(now=two.now, name="Vouno")
    two.merge()
    two.merge(customer_id=two.thalassa.customer.pk, survivor_id=third.customer.pk)
    assert third.available == 120
    charges.own_fault(charge_id=ticket.charge_id, by=two.nisos.dora, now=two.now)
    assert third.available == 160
    assert Customer.objects.get(id=two.nisos.customer.pk).merged_into == third.customer


def test_what_waited_is_served_in_the_order_of_waiting(two):
    first = two.nisos.priced("installation")
    two.thalassa.now = two.now + timedelta(minutes=1)
    second = two.thalassa.priced("level-4")
    two.merge()
    seen = [charge_view(ticket.charge_id, now=two.now) for ticket in (first, second)]
    # 160 points: the installation of Nisos waited first and takes 150, the other lacks 70.
    assert [(charge.charged, charge.waiting_for) for charge in seen] == [(150, 0), (0, 70)]


def test_the_welcome_gift_stays_once_for_both(now):
    make_shop(now=now)
    report(LICENCE, now=now, customer="acme")
    report(P60, now=now, number="1002", customer="beta")
    acme, beta = customer_of("acme"), customer_of("beta")
    merge_customers(customer_id=acme.pk, survivor_id=beta.pk, by=EMIL, now=now, reason="One firm.")
    report(LICENCE, now=now, number="1003", customer="beta")
    report(LICENCE, now=now, number="1004", customer="acme")
    assert find_customer(shop="shop", external_id="acme") == beta
    assert living(now, "beta") == [(200, "free", date(2027, 5, 5)), (60, "paid", date(2027, 5, 5))]
    assert Ownership.objects.filter(customer=beta).count() == 3


def test_an_order_paid_before_the_merge_can_be_paid_back_after_it(now):
    make_shop(now=now)
    report(P60, now=now, customer="acme")
    report(P60, now=now, number="1002", customer="beta")
    merge_customers(
        customer_id=customer_of("acme").pk, survivor_id=customer_of("beta").pk, by=EMIL, now=now, reason="One firm."
    )
    assert points(now, "beta") == 120
    report(P60, now=now, status="refunded", customer="acme")
    assert points(now, "beta") == 60


def test_arrears_go_over(now):
    make_shop(now=now)
    report(P60, now=now, customer="acme")
    report(P60, now=now, number="1002", customer="beta")
    acme, beta = customer_of("acme"), customer_of("beta")
    line, old, new = make_product_line().pk, wallet("acme"), wallet("beta")
    charge = charges.open_charge(customer_id=acme.pk, line_id=line, reference="T1", by=DORA, now=now)
    charges.set_price(charge_id=charge.id, items=[("level-3", 1)], by=DORA, now=now)
    report(P60, now=now, status="charged_back", customer="acme")
    assert [owed.open_points for owed in open_arrears(old)] == [40]
    merge_customers(customer_id=acme.pk, survivor_id=beta.pk, by=EMIL, now=now, reason="One firm.")
    assert open_arrears(old) == []
    assert [owed.open_points for owed in open_arrears(new)] == [40]


def test_again_changes_nothing(two):
    two.merge()
    before = every_row()
    assert two.merge() == two.thalassa.customer
    assert every_row() == before


def test_it_is_journalled_and_announced(two):
    two.merge()
    told = {"customer_id": two.nisos.customer.pk, "survivor_id": two.thalassa.customer.pk, "points": 100}
    assert StoredEvent.objects.get(name="CustomersMerged").data == told
    journalled = Record.objects.get(verb="merge_customers")
    assert (journalled.subject_id, journalled.data) == (str(two.nisos.customer.pk), told)


@pytest.mark.parametrize("by", [DORA, anna(1), replace(EMIL, roles=frozenset({Role.ACCOUNTANT})), SYSTEM])
def test_only_managers_and_administrators_may(two, by):
    with refused(NotAllowed, verb="merge_customers"):
        two.merge(by=by)


def test_what_is_refused_changes_nothing(two):
    third = make_helpdesk(now=two.now, name="Vouno").customer
    with refused(InvalidInput, field="survivor_id", problem="same_customer"):
        two.merge(survivor_id=two.nisos.customer.pk)
    with refused(InvalidInput, field="reason", problem="missing"):
        two.merge(reason="")
    for nobody in (999999, 2**63):
        with refused(NotFound, kind="customer", ref=str(nobody)):
            two.merge(survivor_id=nobody)
    two.merge()
    nisos, thalassa = two.nisos.customer.pk, two.thalassa.customer.pk
    with refused(AlreadyMerged, customer_id=nisos, survivor_id=thalassa):
        two.merge(survivor_id=third.pk)
    with refused(AlreadyMerged, customer_id=nisos, survivor_id=thalassa):
        two.merge(customer_id=third.pk, survivor_id=nisos)
    with refused(AlreadyMerged, customer_id=nisos, survivor_id=thalassa):
        two.merge(customer_id=thalassa, survivor_id=nisos)
