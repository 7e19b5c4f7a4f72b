"""note_caller: P19 and ruling 26."""

import pytest
from tests.factories.cast import DORA

from pointdesk.charges import actions
from pointdesk.charges.errors import CallerNotVerified
from pointdesk.charges.rules import PriceState
from pointdesk.kit.errors import NotAllowed, NotFound

pytestmark = pytest.mark.django_db


def note(account, charge, *, verified, by=DORA):
    actions.note_caller(charge_id=charge, verified=verified, by=by, now=account.now)


def test_without_a_linked_call_the_phone_is_nobodys_business(acme):
    assert acme.price(acme.open(delivery="phone"), "level-1").charged == 20


def test_no_higher_price_by_phone_while_nobody_knows_who_called(acme, refused):
    charge = acme.open(delivery="phone")
    note(acme, charge, verified=False)
    reference = acme.see(charge).reference
    with refused(CallerNotVerified, reference=reference):
        acme.price(charge, "level-1")
    assert acme.price(charge, "level-0").price == 0
    note(acme, charge, verified=True)
    assert acme.price(charge, "level-1").charged == 20


def test_online_support_is_priced_whoever_called(acme, refused):
    charge = acme.open()
    note(acme, charge, verified=False)
    assert acme.price(charge, "level-2").charged == 25
    with refused(CallerNotVerified):
        acme.deliver(charge, "phone")


def test_one_verified_caller_is_enough(acme, unchanged):
    charge = acme.open(delivery="phone")
    note(acme, charge, verified=True)
    with unchanged():
        note(acme, charge, verified=False)
        note(acme, charge, verified=True)
    assert acme.price(charge, "level-1").charged == 20


def test_a_price_may_go_down_whoever_called(acme):
    charge = acme.open(delivery="phone")
    acme.price(charge, "level-2")
    note(acme, charge, verified=False)
    assert acme.price(charge, "level-1").charged == 20
    assert acme.deliver(charge, "online").charged == 10


def test_a_signed_in_person_accepts_whoever_called(acme):
    charge = acme.open(delivery="phone", agreed_up_to=0)
    acme.price(charge, "level-2")
    note(acme, charge, verified=False)
    assert acme.accept(charge).state is PriceState.CHARGED


def test_who_notes_a_call(acme, refused):
    charge = acme.open()
    with refused(NotAllowed, verb="note_caller"):
        note(acme, charge, verified=True, by=acme.anna)
    for nothing in (0, 2**63):
        with refused(NotFound, kind="charge", ref=str(nothing)):
            note(acme, nothing, verified=True)
