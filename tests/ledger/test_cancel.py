"""Cancellation, arrears and taking back (P14, P21, rulings 12 and 24)."""

from datetime import UTC, date, datetime

import pytest
from tests.factories.cast import DORA, EMIL, anna
from tests.factories.customers import make_customer
from tests.factories.ledger import T1, T2, make_lot, make_wallet, next_key
from tests.factories.vendor import make_line
from tests.ledger.test_charge import rows_of_the_ledger, spend
from tests.ledger.test_give_back import back

from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotAllowed, NotFound
from pointdesk.ledger.actions import cancel, charge, merge_wallets, settle_arrears, take_back, transfer
from pointdesk.ledger.errors import NotEnoughPoints, NothingOwed, SameKeyOtherRequest, WalletOnHold
from pointdesk.ledger.models import Arrears, Lot, Wallet
from pointdesk.ledger.queries import balance, is_on_hold, moved_away, open_arrears, rehearse_cancel, statement, verify
from pointdesk.ledger.rules import LotKind, Settlement
from pointdesk.outbox.models import StoredEvent

pytestmark = pytest.mark.django_db

UNTIL = date(2027, 1, 31)


def cancelled(lot_id, points, *, now, key=None, **more):
    return cancel(lot_id=lot_id, points=points, key=key or next_key(), by=SYSTEM, now=now, **more)


def lot_of(wallet, points, until=UNTIL, *, now, **more):
    return make_lot(wallet, points, until, now=now, **more).portions[0].lot_id


def events() -> list[str]:
    return list(StoredEvent.objects.order_by("id").values_list("name", flat=True))


def test_what_is_unspent_is_cancelled_and_what_was_spent_stays_spent(now):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, now=now, cents=5000)
    spend(wallet, 25, now=now)
    rehearsed = rehearse_cancel(lot_id=lot, points=60, at=now)
    outcome = cancelled(lot, 60, now=now)
    assert (outcome.kind, outcome.change, outcome.balance, outcome.arrears) == ("cancellation", -35, 0, 0)
    assert (rehearsed.change, rehearsed.portions) == (outcome.change, outcome.portions)
    stored = Lot.objects.get()
    assert (stored.cancelled, stored.charged, stored.available_cents) == (35, 25, 0)
    assert not is_on_hold(wallet)


def test_points_that_come_back_after_a_cancellation_stay(now):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, now=now)
    spend(wallet, 60, now=now)
    assert cancelled(lot, 60, now=now, key="refund:1").change == 0
    back(wallet, 20, now=now)
    again = cancelled(lot, 60, now=now, key="refund:1")
    assert (again.replayed, again.change, balance(wallet, now)) == (True, 0, 20)


def test_a_cancellation_follows_points_into_child_lots(now):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, date(2026, 6, 1), now=now)
    lot_of(wallet, 10, date(2026, 5, 20), now=now)
    spend(wallet, 30, now=now)  # 10 of the second lot, 20 of the first
    back(wallet, 15, now=now)  # into a child lot, living until 4 June
    outcome = cancelled(lot, 50, now=now)
    assert [(p.last_valid_day, p.points) for p in outcome.portions] == [
        (date(2026, 6, 1), 40),
        (date(2026, 6, 4), 10),
    ]
    assert balance(wallet, now) == 5


def test_points_of_other_purchases_are_not_touched(now):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, now=now)
    lot_of(wallet, 30, now=now)
    assert cancelled(lot, 90, now=now).change == -60
    assert balance(wallet, now) == 30


def test_dead_points_are_not_cancelled(now):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, date(2026, 5, 20), now=now)
    later = datetime(2026, 6, 1, tzinfo=UTC)
    outcome = cancelled(lot, 60, now=later, arrears=True)
    assert (outcome.change, outcome.arrears) == (0, 0)
    assert (Lot.objects.get().expired, is_on_hold(wallet)) == (60, False)


def test_lots_moved_to_another_customer_stay_there(now):
    mine, theirs = make_wallet(now=now), make_wallet(now=now)
    lot = lot_of(mine, 60, now=now)
    transfer(from_wallet_id=mine, to_wallet_id=theirs, points=45, key="t", by=EMIL, now=now)
    assert moved_away(lot) == 45
    assert cancelled(lot, 60, now=now).change == -15
    assert (balance(mine, now), balance(theirs, now)) == (0, 45)


def test_points_in_another_wallet_of_the_same_customer_are_cancelled_too(now):
    customer = make_customer(now=now)
    first = make_wallet(now=now, customer=customer)
    second = make_wallet(now=now, customer=customer, line=make_line("other"))
    lot = lot_of(first, 60, now=now)
    transfer(from_wallet_id=first, to_wallet_id=second, points=45, key="t", by=EMIL, now=now)
    outcome = cancelled(lot, 60, now=now, key="refund")
    assert (outcome.change, balance(first, now), balance(second, now), moved_away(lot)) == (-60, 0, 0, 0)
    assert cancelled(lot, 60, now=now, key="refund").change == -60


def test_a_charge_back_records_what_was_spent_and_holds_the_wallet(now):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, now=now)
    lot_of(wallet, 100, date(2027, 6, 30), now=now)
    spend(wallet, 40, now=now)
    outcome = cancelled(lot, 60, now=now, arrears=True)
    assert (outcome.change, outcome.arrears) == (-20, 40)
    assert [(a.points, a.open_points, a.lot_id) for a in open_arrears(wallet)] == [(40, 40, lot)]
    assert is_on_hold(wallet)
    before = rows_of_the_ledger()
    with pytest.raises(WalletOnHold):
        spend(wallet, 1, now=now)
    assert rows_of_the_ledger() == before
    assert cancelled(lot, 60, now=now, arrears=True).arrears == 0  # a second charge-back finds nothing new


def test_returned_points_settle_arrears_first(now):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, now=now, cents=5000)
    spend(wallet, 30, now=now)
    spend(wallet, 20, now=now, subject=T2)
    cancelled(lot, 60, now=now, arrears=True)  # 10 cancelled, 50 owed
    first = back(wallet, 20, now=now, subject=T2)
    assert (first.change, first.arrears, first.balance) == (0, -20, 0)
    assert [(p.lot_id, p.points) for p in first.portions] == [(lot, 20)]  # what went back and settled the debt
    assert is_on_hold(wallet)
    assert "PointsArrived" not in events()[1:]
    lot_of(wallet, 50, date(2027, 6, 30), now=now)
    purchase = Lot.objects.get(id=lot)
    assert (purchase.cancelled, purchase.charged, purchase.available) == (30, 30, 0)
    last = back(wallet, 30, now=now)
    assert (last.change, last.arrears, is_on_hold(wallet)) == (0, -30, False)
    arrears = Arrears.objects.get()
    assert (arrears.open_points, arrears.settled_how) == (0, "returned")
    assert events()[-1] == "WalletReleased"
    assert verify(now).findings == ()
    spend(wallet, 50, now=now)


def test_what_is_returned_beyond_the_arrears_arrives(now):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, now=now)
    lot_of(wallet, 40, date(2027, 6, 30), now=now)
    spend(wallet, 100, now=now)
    cancelled(lot, 30, now=now, arrears=True)
    outcome = back(wallet, 50, now=now)
    assert (outcome.change, outcome.arrears, outcome.balance) == (20, -30, 20)
    assert [(p.lot_number, p.points) for p in outcome.portions] == [(2, 10), (1, 10)]
    assert events()[-2:] == ["PointsArrived", "WalletReleased"]
    assert verify(now).findings == ()


@pytest.mark.parametrize("how", [Settlement.PAID, Settlement.WAIVED])
def test_staff_settles_arrears_with_a_reason(now, how):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, now=now)
    spend(wallet, 60, now=now)
    cancelled(lot, 60, now=now, arrears=True)
    (owed,) = open_arrears(wallet)
    outcome = settle_arrears(arrears_id=owed.id, how=how, by=EMIL, now=now, note="paid by bank transfer")
    assert (outcome.change, outcome.arrears, is_on_hold(wallet), open_arrears(wallet)) == (0, -60, False, [])
    line = statement(wallet, now)[-1]
    assert (line.kind, line.points, line.arrears, line.reason, line.note) == (
        "arrears",
        0,
        -60,
        how.value,
        "paid by bank transfer",
    )
    assert events()[-1] == "WalletReleased"
    assert settle_arrears(arrears_id=owed.id, how=how, by=EMIL, now=now, note="again").replayed
    other = {Settlement.PAID: Settlement.WAIVED, Settlement.WAIVED: Settlement.PAID}[how]
    with pytest.raises(SameKeyOtherRequest):
        settle_arrears(arrears_id=owed.id, how=other, by=EMIL, now=now, note="else")


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"by": DORA}, NotAllowed),
        ({"note": " "}, InvalidInput),
        ({"how": Settlement.RETURNED}, InvalidInput),
        ({"arrears_id": 4711}, NotFound),
    ],
    ids=["an agent", "no reason", "no such way", "no such arrears"],
)
def test_settling_that_is_refused(now, more, error):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, now=now)
    spend(wallet, 60, now=now)
    cancelled(lot, 60, now=now, arrears=True)
    before = rows_of_the_ledger()
    facts = {"arrears_id": open_arrears(wallet)[0].id, "how": Settlement.PAID, "by": EMIL, "note": "paid"}
    with pytest.raises(error):
        settle_arrears(**facts | more, now=now)
    assert rows_of_the_ledger() == before


def test_arrears_settled_by_a_return_cannot_be_settled_again(now):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, now=now)
    spend(wallet, 60, now=now)
    cancelled(lot, 60, now=now, arrears=True)
    (owed,) = open_arrears(wallet)
    back(wallet, 60, now=now)
    with pytest.raises(NothingOwed):
        settle_arrears(arrears_id=owed.id, how=Settlement.PAID, by=EMIL, now=now, note="late")


def test_a_merged_customer_takes_the_arrears_along(now):
    old, new = make_wallet(now=now), make_wallet(now=now)
    lot = lot_of(old, 60, now=now)
    spend(old, 40, now=now)
    cancelled(lot, 60, now=now, arrears=True)
    merge_wallets(from_wallet_id=old, to_wallet_id=new, key="m", by=EMIL, now=now)
    assert (is_on_hold(old), is_on_hold(new)) == (False, True)
    assert [a.open_points for a in open_arrears(new)] == [40]
    outcome = back(old, 40, now=now)
    assert (outcome.change, Wallet.objects.get(id=new).arrears, is_on_hold(new)) == (0, 0, False)
    assert verify(now).findings == ()


def test_arrears_that_moved_with_a_merge_are_settled_where_they_are(now):
    old, new = make_wallet(now=now), make_wallet(now=now)
    lot = lot_of(old, 60, now=now)
    spend(old, 40, now=now)
    cancelled(lot, 60, now=now, arrears=True)
    merge_wallets(from_wallet_id=old, to_wallet_id=new, key="m", by=EMIL, now=now)
    (owed,) = open_arrears(new)
    settle_arrears(arrears_id=owed.id, how=Settlement.WAIVED, by=EMIL, now=now, note="as agreed")
    assert (is_on_hold(new), statement(new, now)[-1].arrears, verify(now).findings) == (False, -40, ())


def test_a_charge_back_after_a_merge_is_owed_by_the_successor(now):
    old, new = make_wallet(now=now), make_wallet(now=now)
    lot = lot_of(old, 60, now=now)
    spend(old, 40, now=now)
    merge_wallets(from_wallet_id=old, to_wallet_id=new, key="m", by=EMIL, now=now)
    rehearsed = rehearse_cancel(lot_id=lot, points=60, at=now, arrears=True)
    outcome = cancelled(lot, 60, now=now, arrears=True, key="cb")
    assert (outcome.change, outcome.arrears, is_on_hold(new), is_on_hold(old)) == (-20, 40, True, False)
    assert (rehearsed.change, rehearsed.arrears, rehearsed.portions) == (-20, 40, outcome.portions)
    again = cancelled(lot, 60, now=now, arrears=True, key="cb")
    assert (again.change, again.arrears, again.replayed) == (-20, 40, True)
    assert verify(now).findings == ()


def test_points_given_in_error_are_taken_back(now):
    wallet = make_wallet(now=now)
    lot_of(wallet, 60, now=now)
    wrong = lot_of(wallet, 100, date(2027, 5, 5), now=now, kind=LotKind.FREE)
    outcome = take_back(
        wallet_id=wallet, lot_id=wrong, points=90, key="k", by=DORA, now=now, reason="error", note="Typing error"
    )
    assert (outcome.kind, outcome.change, outcome.balance) == ("adjustment", -90, 70)
    assert [(p.lot_id, p.points) for p in outcome.portions] == [(wrong, 90)]
    line = statement(wallet, now)[-1]
    assert (line.kind, line.points, line.reason, line.note) == ("adjustment", -90, "error", "Typing error")


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"by": anna(1)}, NotAllowed),
        ({"reason": ""}, InvalidInput),
        ({"points": 61}, NotEnoughPoints),
        ({"points": 0}, InvalidPoints),
        ({"lot_id": 4711}, NotEnoughPoints),
    ],
    ids=["a customer", "no reason", "too many", "none", "no such lot"],
)
def test_taking_back_that_is_refused(now, more, error):
    wallet = make_wallet(now=now)
    lot_of(wallet, 60, now=now)
    before = rows_of_the_ledger()
    facts = {"wallet_id": wallet, "points": 10, "key": "k", "by": DORA, "now": now, "reason": "error"}
    with pytest.raises(error):
        take_back(**facts | more)
    assert rows_of_the_ledger() == before


def test_a_lot_that_is_not_there(now):
    with pytest.raises(NotFound):
        cancelled(4711, 5, now=now)


def test_the_same_key_in_another_wallet_is_another_request(now):
    one, two = make_wallet(now=now), make_wallet(now=now)
    for wallet in (one, two):
        lot_of(wallet, 60, now=now)
        assert not charge(wallet_id=wallet, subject=T1, points=5, key="same", by=SYSTEM, now=now).replayed
