"""rehearse_price, rehearse_quote, rehearse_return; that they foretell what happens in any state: test_simulation."""

from datetime import date

import pytest
from tests.charges.test_counts import statements
from tests.factories.cast import DORA
from tests.factories.charges import make_account
from tests.factories.vendor import set_policies

from pointdesk.catalog.errors import UnknownItem
from pointdesk.charges import actions
from pointdesk.charges.errors import (
    ChargeMerged,
    ChargeSettled,
    ItemNeedsQuote,
    NotABug,
    PriceOnlyGoesDown,
    UrgentNotOffered,
)
from pointdesk.charges.queries import rehearse_price, rehearse_quote, rehearse_return, rehearse_reversal
from pointdesk.charges.rules import Delivery
from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotFound
from pointdesk.ledger.actions import cancel
from pointdesk.ledger.queries import lots
from pointdesk.ledger.rules import Subject

pytestmark = pytest.mark.django_db


def play(account, charge, *codes, **way):
    return rehearse_price(charge_id=charge, items=[(code, 1) for code in codes], now=account.now, **way)


def test_it_names_the_lots_and_what_is_left(acme, unchanged):
    acme.lot(30, until=date(2026, 8, 1))
    charge = acme.open()
    with unchanged():
        told = play(acme, charge, "level-3")
    assert (told.old, told.price, told.takes, told.balance, told.balance_after) == (None, 40, 40, 150, 110)
    assert [(p.points, p.last_valid_day) for p in told.portions] == [(30, date(2026, 8, 1)), (10, date(2027, 1, 31))]


def test_by_phone_in_the_same_step(acme, unchanged):
    charge = acme.open()
    acme.price(charge, "level-2")
    with unchanged():
        told = play(acme, charge, "level-2", delivery=Delivery.PHONE)
    assert (told.old, told.price, told.multiplier, told.takes, told.balance_after) == (25, 50, 2, 25, 70)
    view = acme.price(charge, "level-2", delivery="phone")
    assert (view.price, view.delivery, view.step) == (50, "phone", 3)


def test_the_same_price_changes_nothing(acme, unchanged):
    charge = acme.open()
    acme.price(charge, "level-2")
    assert play(acme, charge, "level-2", delivery="online", urgent=False).is_new is False
    with unchanged():
        acme.price(charge, "level-2", delivery="online", urgent=False)


def test_above_what_was_agreed_it_asks(acme):
    told = play(acme, acme.open(agreed_up_to=20), "level-2")
    assert (told.asks, told.price, told.takes, told.balance_after) == (True, 25, 0, 120)


def test_what_is_missing(acme):
    told = play(acme, acme.open(), "installation")
    assert (told.waits, told.waiting_for, told.takes, told.balance_after) == (True, 30, 0, 120)


def test_behind_an_older_ticket_it_waits_though_it_would_fit(acme):
    acme.price(acme.open(), "installation")
    told = play(acme, acme.open(), "level-1")
    assert (told.waits, told.waiting_for) == (True, 40)


def test_what_comes_back_may_go_on_to_a_ticket_that_waits(acme):
    first, second = acme.open(), acme.open()
    acme.price(first, "level-4")
    acme.price(second, "level-4")
    told = play(acme, first, "level-3")
    assert (told.returns, told.others, told.balance, told.balance_after) == (40, 80, 40, 0)


def test_a_wallet_that_owes_takes_no_charge(acme):
    spent, charge = acme.open(), acme.open()
    acme.price(spent, "level-4")
    (lot,) = lots(acme.wallet, acme.now)
    cancel(
        lot_id=lot.id, points=60, key="charge-back", by=SYSTEM, now=acme.now, subject=Subject("order_line", "1"),
        arrears=True,
    )  # fmt: skip
    told = play(acme, charge, "level-1")
    assert (told.waits, told.waiting_for, told.takes, told.balance_after) == (True, 10, 0, 0)
    back = rehearse_return(charge_id=spent, now=acme.now)
    assert (back.returns, back.balance_after) == (80, 60)


def test_a_quote_is_asked_unless_it_is_no_more(acme):
    charge = acme.open()
    acme.price(charge, "level-3")
    assert rehearse_quote(charge_id=charge, points=90, now=acme.now).asks is True
    lower = rehearse_quote(charge_id=charge, points=30, now=acme.now)
    assert (lower.asks, lower.returns, lower.balance_after) == (False, 10, 90)


def test_returning_everything(acme):
    charge = acme.open()
    acme.price(charge, "level-3")
    told = rehearse_return(charge_id=charge, now=acme.now)
    assert (told.is_new, told.price, told.returns, told.balance_after) == (True, 0, 40, 120)
    actions.own_fault(charge_id=charge, by=DORA, now=acme.now)
    assert rehearse_return(charge_id=charge, now=acme.now, own_fault=True).is_new is False


def test_reversing_a_bug(acme, unchanged):
    charge = acme.open(agreed_up_to=30)
    actions.void_for_bug(charge_id=charge, by=DORA, now=acme.now)
    for code, asks, takes in (("level-2", False, 25), ("level-3", True, 0)):
        with unchanged():
            told = rehearse_reversal(charge_id=charge, items=[(code, 1)], now=acme.now)
        assert (told.old, told.asks, told.takes) == (0, asks, takes)


def test_only_an_open_bug_is_reversed(acme):
    charge = acme.open()
    with pytest.raises(NotABug):
        rehearse_reversal(charge_id=charge, items=[("level-1", 1)], now=acme.now)
    actions.void_for_bug(charge_id=charge, by=DORA, now=acme.now)
    acme.settle(charge)
    with pytest.raises(ChargeSettled):
        rehearse_reversal(charge_id=charge, items=[("level-1", 1)], now=acme.now)


def test_it_refuses_what_the_act_refuses(acme):
    charge, closed, merged = acme.open(), acme.open(), acme.open()
    acme.price(closed, "level-2")
    acme.settle(closed)
    actions.merge_into(charge_id=merged, into_id=charge, by=DORA, now=acme.now)
    for error, refused, code in (
        (UnknownItem, charge, "level-9"), (ItemNeedsQuote, charge, "other"), (PriceOnlyGoesDown, closed, "level-3"),
        (ChargeMerged, merged, "level-1"), (NotFound, 0, "level-1"),
    ):  # fmt: skip
        with pytest.raises(error):
            play(acme, refused, code)
    with pytest.raises(UrgentNotOffered):
        play(acme, charge, "level-1", urgent=True)
    with pytest.raises(InvalidInput):
        play(acme, charge, "level-1", delivery="pigeon")
    with pytest.raises(InvalidPoints):
        rehearse_quote(charge_id=charge, points=0, now=acme.now)


def test_urgent_in_the_same_step(acme, refused):
    charge = acme.open()
    with refused(UrgentNotOffered):
        acme.price(charge, "level-2", urgent=True)
    set_policies(urgent_offered=True)
    assert (play(acme, charge, "level-2", urgent=True).price, acme.price(charge, "level-2", urgent=True).price) == (
        50, 50,
    )  # fmt: skip
    set_policies(urgent_offered=False)
    assert acme.price(charge, "level-3", urgent=True).price == 80


def test_another_way_alone_is_a_step(acme):
    set_policies(urgent_offered=True)
    charge = acme.open(urgent=True)
    acme.price(charge, "level-2")
    view = acme.price(charge, "level-2", delivery="phone")
    assert (view.price, view.delivery, view.step) == (50, "phone", 3)


def test_another_way_for_a_bug_costs_nothing_still(acme):
    charge = acme.open()
    actions.void_for_bug(charge_id=charge, by=DORA, now=acme.now)
    view = acme.price(charge, "level-0", delivery="phone")
    assert (view.price, view.is_bug, view.delivery) == (0, True, "phone")


def test_a_former_wallets_points_go_back_too(acme, now):
    charge = acme.open()
    acme.price(charge, "level-3")
    beta = make_account(10, now=now, name="Beta", line=acme.line)
    actions.move_to_customer(from_customer_id=acme.customer.id, to_customer_id=beta.customer.id, by=SYSTEM, now=now)
    told = rehearse_return(charge_id=charge, now=now)
    assert (told.returns, told.balance, told.balance_after, told.portions) == (40, 10, 50, ())


def test_a_rehearsal_is_cheap(acme):
    charge = acme.open()
    with statements(10):
        play(acme, charge, "level-2")
