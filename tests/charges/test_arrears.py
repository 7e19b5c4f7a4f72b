"""A wallet on hold after a charge-back: priced tickets wait, returned points settle first (P14, ruling 24)."""

from datetime import date

import pytest
from tests.factories.cast import DORA, EMIL
from tests.factories.charges import make_account
from tests.factories.ledger import make_lot, next_key

from pointdesk.charges import actions
from pointdesk.charges.queries import discrepancies, rehearse_price, rehearse_return
from pointdesk.charges.reactions import charge_waiting
from pointdesk.charges.rules import PriceState
from pointdesk.kit.actors import SYSTEM
from pointdesk.ledger import actions as ledger_actions
from pointdesk.ledger import queries as ledger
from pointdesk.ledger.events import WalletReleased
from pointdesk.ledger.rules import Settlement, Subject
from pointdesk.outbox.models import StoredEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def owing(db, now):
    """A customer who spent 80 of 100 points, on one ticket, before they were charged back; then bought 200 others."""
    account = make_account(now=now)
    lot = make_lot(account.wallet, 100, date(2027, 1, 31), now=now).portions[0].lot_id
    account.spent = account.open()
    account.price(account.spent, "level-4")
    ledger_actions.cancel(
        lot_id=lot, points=100, key=next_key(), by=SYSTEM, now=now, subject=Subject("order_line", "shop:1:1"),
        arrears=True,
    )  # fmt: skip
    account.lot(200)
    assert (ledger.is_on_hold(account.wallet), account.available) == (True, 200)
    return account


def test_priced_tickets_wait_though_there_are_points(owing, heard):
    charge = owing.open()
    seen = rehearse_price(charge_id=charge, items=[("level-2", 1)], now=owing.now)
    assert (seen.waits, seen.waiting_for) == (True, 0)
    heard()
    view = owing.price(charge, "level-2")
    assert (view.charged, view.waiting_for, view.state, owing.available) == (0, 0, PriceState.WAITING, 200)
    name, data = heard.one()
    assert (name, data["waiting_for"]) == ("ChargeWaiting", 0)
    actions.serve_queue(wallet_id=owing.wallet, now=owing.now)
    assert owing.see(charge).charged == 0


def test_a_price_of_nothing_and_a_lower_one_do_not_wait(owing):
    assert owing.price(owing.open(), "level-0").state is PriceState.CHARGED
    assert owing.price(owing.spent, "level-3").charged == 40


def test_returned_points_settle_first_and_the_rest_waits_on(owing):
    charge = owing.open()
    owing.price(charge, "level-2")
    owing.price(owing.spent, "level-3")
    assert (owing.available, owing.see(charge).charged) == (200, 0)
    assert [a.open_points for a in ledger.open_arrears(owing.wallet)] == [40]


def test_a_return_that_settles_all_serves_the_queue_at_once(owing):
    charge = owing.open()
    owing.price(charge, "level-2")
    seen = rehearse_return(charge_id=owing.spent, now=owing.now)
    assert (seen.returns, seen.others, seen.balance, seen.balance_after) == (80, 25, 200, 175)
    actions.void_for_bug(charge_id=owing.spent, by=DORA, now=owing.now)
    assert (owing.see(charge).charged, owing.available) == (25, 175)
    assert ledger.open_arrears(owing.wallet) == []
    assert discrepancies() == []


def test_settled_by_staff_the_queue_goes_on(owing):
    charge = owing.open()
    owing.price(charge, "level-2")
    (arrears,) = ledger.open_arrears(owing.wallet)
    ledger_actions.settle_arrears(
        arrears_id=arrears.id, how=Settlement.PAID, by=EMIL, now=owing.now, note="Paid by bank transfer"
    )
    event = WalletReleased.from_data(StoredEvent.objects.get(name="WalletReleased").data)
    charge_waiting(event, now=owing.now)
    assert (owing.see(charge).charged, owing.available) == (25, 175)
    assert ledger.verify(at=owing.now).findings == ()
