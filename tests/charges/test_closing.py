"""settle and unsettle: ruling 19, P6, P16."""

from datetime import timedelta

import pytest
from tests.factories.cast import DORA, bruno, carla
from tests.factories.charges import make_account

from pointdesk.charges import actions
from pointdesk.charges.errors import PriceOnlyGoesDown
from pointdesk.charges.queries import history, may_solve
from pointdesk.charges.rules import Basis, Line, PriceState
from pointdesk.kit.actors import SYSTEM, Actor, ActorKind, Role
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.ledger import queries as ledger

pytestmark = pytest.mark.django_db


def test_closing_earns_what_was_charged(acme, heard):
    charge = acme.open()
    acme.price(charge, "level-4")
    heard()
    view = acme.settle(charge)
    assert (view.price, view.charged, view.state, view.settled_at) == (80, 80, PriceState.SETTLED, acme.now)
    assert acme.available == 40
    assert heard() == []
    assert history(charge)[-1].kind == "settled"


def test_closing_twice_is_closing_once(acme, unchanged):
    charge = acme.open()
    acme.price(charge, "level-2")
    acme.settle(charge)
    with unchanged():
        acme.settle(charge)


def test_a_ticket_never_priced_cannot_be_solved_but_closes_at_nothing(acme, refused, heard):
    theirs, ours = acme.open(), acme.open()
    assert may_solve(theirs) is False
    view = acme.settle(theirs, by=acme.anna)
    assert (view.price, view.charged, view.items, view.state) == (0, 0, (), PriceState.SETTLED)
    with refused(InvalidInput, field="reason", problem="missing"):
        acme.settle(ours)
    heard()
    acme.settle(ours, reason="Sent twice")
    name, data = heard.one()
    assert (name, data["old"], data["new"], data["reason_code"]) == ("PriceChanged", None, 0, "settled")


def test_a_free_ticket_closes_without_a_word(acme):
    charge = acme.open()
    acme.price(charge, "level-0")
    assert may_solve(charge) is True
    assert acme.settle(charge).state is PriceState.SETTLED


@pytest.mark.parametrize("answer", ["declined", "open"])
def test_a_first_price_not_accepted_closes_at_nothing_with_a_reason(acme, refused, answer, heard):
    charge = acme.open(agreed_up_to=0)
    acme.price(charge, "level-2")
    if answer == "declined":
        acme.decline(charge)
    assert may_solve(charge) is True
    heard()
    with refused(InvalidInput, field="reason", problem="missing"):
        acme.settle(charge)
    view = acme.settle(charge, reason="You did not want it at that price")
    assert (view.price, view.charged, view.open_offer, view.state) == (0, 0, None, PriceState.SETTLED)
    name, data = heard.one()
    assert (name, data["old"], data["new"], data["reason_code"]) == ("PriceChanged", None, 0, "settled")


def test_closing_withdraws_a_waiting_price(acme, refused, heard):
    charge = acme.open()
    acme.price(charge, "installation")
    with refused(InvalidInput, field="reason", problem="missing"):
        acme.settle(charge)
    heard()
    view = acme.settle(charge, reason="Come back when you have points")
    assert (view.price, view.charged, view.waiting_for, view.waiting_since, acme.available) == (0, 0, 0, None, 120)
    assert (view.basis, view.items) == (None, ())
    name, data = heard.one()
    assert (name, data["old"], data["new"]) == ("PriceChanged", 150, 0)


@pytest.mark.parametrize("who", ["anna", "Pointdesk"])
def test_only_staff_must_say_why(acme, who):
    charge = acme.open()
    acme.price(charge, "installation")
    assert acme.settle(charge, by=acme.anna if who == "anna" else SYSTEM).price == 0


def test_what_was_charged_before_it_waited_is_the_price_again(acme):
    charge = acme.open()
    acme.price(charge, "level-2")
    acme.deliver(charge, "phone")
    acme.price(charge, "level-4")
    view = acme.settle(charge)
    assert (view.price, view.charged, view.waiting_since, acme.available) == (50, 50, None, 70)
    assert (view.basis, view.items, view.multiplier) == (Basis.ITEMS, (Line("level-2", 1, 25),), 2)


def test_closing_withdraws_a_question_and_keeps_the_price(acme, heard):
    charge = acme.open(agreed_up_to=40)
    acme.price(charge, "level-3")
    acme.price(charge, "level-4")
    heard()
    view = acme.settle(charge)
    assert (view.price, view.charged, view.open_offer) == (40, 40, None)
    assert heard() == []


def test_a_closed_price_only_goes_down(acme, refused, heard):
    charge = acme.open()
    acme.price(charge, "level-3")
    acme.settle(charge)
    heard()
    reference = acme.see(charge).reference
    with refused(PriceOnlyGoesDown, reference=reference, price=40, wanted=80):
        acme.price(charge, "level-4")
    with refused(PriceOnlyGoesDown, reference=reference, price=40, wanted=80):
        acme.deliver(charge, "phone")
    with refused(PriceOnlyGoesDown, reference=reference, price=40, wanted=41):
        acme.quote(charge, 41)
    view = acme.price(charge, "level-2")
    assert (view.price, view.charged, view.state, acme.available) == (25, 25, PriceState.SETTLED, 95)
    assert heard.names() == ["PriceChanged"]


def test_reopening_costs_nothing_and_lets_the_price_rise_again(acme, unchanged, heard):
    charge = acme.open(agreed_up_to=40)
    acme.price(charge, "level-2")
    acme.settle(charge)
    heard()
    view = actions.unsettle(charge_id=charge, by=acme.anna, now=acme.now)
    assert (view.price, view.charged, view.settled_at, view.state) == (25, 25, None, PriceState.CHARGED)
    assert acme.available == 95
    assert heard() == []
    with unchanged():
        actions.unsettle(charge_id=charge, by=acme.anna, now=acme.now)
    assert acme.price(charge, "level-3").charged == 40
    assert acme.price(charge, "level-4").state is PriceState.ASKED


def test_opening_and_closing_again_and_again(acme):
    charge = acme.open()
    acme.price(charge, "level-2")
    for _ in range(3):
        acme.settle(charge)
        actions.unsettle(charge_id=charge, by=DORA, now=acme.now)
    acme.settle(charge)
    assert acme.price(charge, "level-1").charged == 10
    assert acme.available == 110
    assert [line.kind for line in ledger.statement(acme.wallet, at=acme.now)] == ["purchase", "charge", "return"]


def test_a_lot_that_died_meanwhile_returns_for_thirty_days(acme, now):
    charge = acme.open()
    acme.price(charge, "level-4")
    acme.settle(charge)
    acme.now = now + timedelta(days=300)
    assert acme.available == 0
    actions.own_fault(charge_id=charge, by=DORA, now=acme.now)
    assert acme.available == 80
    acme.now += timedelta(days=31)
    assert acme.available == 0


def test_who_closes(acme, refused, now):
    charge = acme.open()
    acme.price(charge, "level-2")
    stranger = carla(make_account(now=now, name="Carla's firm", line=acme.line).customer.id)
    accountant = Actor(kind=ActorKind.STAFF, id="a", label="A", roles=frozenset({Role.ACCOUNTANT}))
    for verb in (actions.settle, actions.unsettle):
        with refused(NotFound, kind="charge", ref=str(charge)):
            verb(charge_id=charge, by=stranger, now=now)
        with refused(NotAllowed, verb=verb.__name__):
            verb(charge_id=charge, by=accountant, now=now)
    assert acme.settle(charge, by=bruno(acme.customer.id)).settled_at == now


def test_asking_about_a_charge_that_is_not_there(acme, refused):
    with refused(NotFound, kind="charge", ref="0"):
        may_solve(0)
    with refused(NotFound, kind="charge", ref="0"):
        acme.see(0)
