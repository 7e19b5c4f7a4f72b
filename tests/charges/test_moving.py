"""move_to_customer after two customers were merged: P7, P8, P23."""

from datetime import date, timedelta

import pytest
from tests.factories.cast import DORA, EMIL, anna
from tests.factories.charges import make_account, make_priced_line
from tests.factories.ledger import next_key

from pointdesk.charges import actions
from pointdesk.charges.queries import discrepancies, history, rehearse_return
from pointdesk.charges.rules import subject_of
from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.errors import NotAllowed
from pointdesk.ledger import actions as ledger_actions
from pointdesk.ledger import queries as ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(db, now):
    """A customer with 100 points, about to be merged."""
    return make_account(100, now=now, name="Old")


@pytest.fixture
def new(old, now):
    """The customer that survives, with 50 points that live longer."""
    account = make_account(now=now, name="New", line=old.line)
    account.lot(50, date(2027, 4, 30))
    return account


def merge(old, new, by=EMIL) -> int:
    """What the merge of two customers does to their wallets and charges."""
    now = max(old.now, new.now)
    ledger_actions.merge_wallets(from_wallet_id=old.wallet, to_wallet_id=new.wallet, key=next_key(), by=by, now=now)
    return actions.move_to_customer(from_customer_id=old.customer.id, to_customer_id=new.customer.id, by=by, now=now)


def held(account, charge) -> dict[int, int]:
    """What the charge holds, by wallet."""
    return ledger.held(subject_of(account.see(charge).reference))


def proved(account) -> None:
    assert discrepancies() == []
    assert ledger.verify(at=account.now).findings == ()


def test_charges_are_the_survivors(old, new, now):
    one, two = old.open(), old.open()
    old.price(one, "level-2")
    assert merge(old, new) == 2
    for charge in (one, two):
        view = new.see(charge)
        assert (view.customer_id, view.wallet_id) == (new.customer.id, new.wallet)
        moved = history(charge)[-1]
        assert (moved.kind, moved.by_label, moved.old_price) == ("moved", "Emil", moved.new_price)
    assert (old.available, new.available) == (0, 125)
    assert new.see(one).charged == 25
    proved(new)


def test_what_it_needs_later_is_drawn_from_the_survivor(old, new):
    charge = old.open()
    old.price(charge, "level-2")
    merge(old, new)
    assert new.price(charge, "level-4").charged == 80
    assert new.available == 70
    assert held(new, charge) == {new.wallet: 55, old.wallet: 25}
    proved(new)


def test_what_it_gives_back_undoes_the_latest_draws_first(old, new):
    charge = old.open()
    old.price(charge, "level-3")
    merge(old, new)
    new.price(charge, "level-4")
    assert held(new, charge) == {new.wallet: 40, old.wallet: 40}
    new.price(charge, "level-2")
    assert held(new, charge) == {old.wallet: 25}
    # 60 moved over, 50 of its own, 40 drawn and given back there, and 15 that returned from the old wallet.
    assert (old.available, new.available) == (0, 125)
    proved(new)


def test_everything_comes_back_even_after_closing(old, new):
    charge = old.open()
    old.price(charge, "level-3")
    merge(old, new)
    new.price(charge, "level-4")
    new.settle(charge)
    seen = rehearse_return(charge_id=charge, now=new.now)
    assert (seen.returns, seen.balance_after) == (80, 150)
    actions.void_for_bug(charge_id=charge, by=DORA, now=new.now)
    assert (old.available, new.available, held(new, charge)) == (0, 150, {})
    proved(new)


def test_closed_and_reopened_in_both_wallets(old, new):
    charge = old.open()
    old.price(charge, "level-3")
    old.settle(charge)
    merge(old, new)
    actions.unsettle(charge_id=charge, by=DORA, now=new.now)
    new.price(charge, "level-4")
    new.settle(charge)
    actions.unsettle(charge_id=charge, by=DORA, now=new.now)
    new.settle(charge)
    assert new.price(charge, "level-1").charged == 10
    assert new.available == 140
    proved(new)


def test_merged_twice(old, new, now):
    last = make_account(100, now=now, name="Last", line=old.line)
    charge = old.open()
    old.price(charge, "level-1")
    merge(old, new)
    new.price(charge, "level-2")
    merge(new, last)
    last.price(charge, "level-3")
    assert held(last, charge) == {last.wallet: 15, new.wallet: 15, old.wallet: 10}
    last.price(charge, "level-0")
    assert (old.available, new.available, last.available) == (0, 0, 250)
    proved(last)


def test_who_waits_finds_a_place_between_the_survivors(old, new, now):
    first, second, third = new.open(), old.open(), new.open()
    new.price(first, "installation")
    old.now = now + timedelta(minutes=1)
    old.price(second, "installation")
    new.now = now + timedelta(minutes=2)
    new.price(third, "level-1")
    since = old.see(second).waiting_since
    merge(old, new)
    assert new.see(second).waiting_since == since
    # 100 and 50 points serve the first, then nobody passes the second.
    assert [new.see(charge).waiting_for for charge in (first, second, third)] == [0, 150, 160]
    assert new.available == 0
    proved(new)


def test_moving_twice_changes_nothing(old, new, unchanged):
    old.price(old.open(), "level-2")
    merge(old, new)
    with unchanged():
        assert (
            actions.move_to_customer(
                from_customer_id=old.customer.id, to_customer_id=new.customer.id, by=SYSTEM, now=new.now
            )
            == 0
        )


def test_lines_are_not_mixed(old, new, now):
    other = make_priced_line("other", now=now)
    charge = actions.open_charge(
        customer_id=old.customer.id, line_id=other.id, reference="other-1", by=anna(old.customer.id), now=now
    )
    merge(old, new)
    view = new.see(charge.id)
    assert view.customer_id == new.customer.id
    assert view.wallet_id == ledger.wallet_of(new.customer.id, other.id)


def test_who_moves(old, new, refused):
    for nobody in (DORA, old.anna):
        with refused(NotAllowed, verb="move_to_customer"):
            actions.move_to_customer(
                from_customer_id=old.customer.id, to_customer_id=new.customer.id, by=nobody, now=new.now
            )
