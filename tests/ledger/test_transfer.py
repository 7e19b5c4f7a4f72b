"""Moving points to another wallet: a sold licence, merged customers (P23)."""

from datetime import UTC, date, datetime

import pytest
from tests.factories.cast import EMIL
from tests.factories.ledger import T1, make_lot, make_wallet
from tests.ledger.test_cancel import cancelled, events, lot_of
from tests.ledger.test_charge import rows_of_the_ledger, spend
from tests.ledger.test_give_back import back, close

from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotFound
from pointdesk.ledger.actions import charge, merge_wallets, transfer
from pointdesk.ledger.errors import NotEnoughPoints, SameKeyOtherRequest, WalletMoved, WalletOnHold
from pointdesk.ledger.models import Lot, Wallet
from pointdesk.ledger.queries import balance, held, lots, rehearse_give_back, rehearse_transfer, statement, verify
from pointdesk.ledger.rules import LotKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def wallets(now):
    return make_wallet(now=now), make_wallet(now=now)


def moved(giver, taker, points=None, *, now, key="move"):
    return transfer(from_wallet_id=giver, to_wallet_id=taker, points=points, key=key, by=EMIL, now=now, reason="sold")


def merged(old, new, *, now, key="merge"):
    return merge_wallets(from_wallet_id=old, to_wallet_id=new, key=key, by=EMIL, now=now)


def test_points_move_with_kind_origin_money_and_last_day(now, wallets):
    giver, taker = wallets
    make_lot(giver, 60, date(2026, 8, 1), now=now, cents=5000)
    make_lot(giver, 200, date(2027, 1, 31), now=now, kind=LotKind.FREE)
    rehearsed = rehearse_transfer(from_wallet_id=giver, to_wallet_id=taker, points=100, at=now)
    outcome = moved(giver, taker, 100, now=now)
    assert (outcome.kind, outcome.change, outcome.balance) == ("transfer", -100, 160)
    assert rehearsed.portions == outcome.portions
    assert [(v.points, v.cents, v.last_valid_day, v.kind, v.origin) for v in lots(taker, now)] == [
        (60, 5000, date(2026, 8, 1), "paid", "purchase"),
        (40, 0, date(2027, 1, 31), "free", "welcome"),
    ]
    (line,) = statement(taker, now)
    assert (line.kind, line.points, line.balance, line.subject.id) == ("transfer", 100, 100, str(giver))
    assert events()[-1] == "PointsArrived"
    assert verify(now).findings == ()


def test_everything_moves_where_no_number_is_given(now, wallets):
    giver, taker = wallets
    make_lot(giver, 60, date(2026, 5, 5), now=now)
    make_lot(giver, 30, date(2026, 8, 1), now=now)
    later = datetime(2026, 6, 1, tzinfo=UTC)
    assert moved(giver, taker, now=later).change == -30  # what died is not moved
    assert [line.kind for line in statement(giver, later)] == ["purchase", "purchase", "expiry", "transfer"]
    before = rows_of_the_ledger()
    assert moved(giver, taker, now=later, key="again").seq is None
    assert rows_of_the_ledger() == before


def test_a_repeated_transfer_gives_the_first_answer(now, wallets):
    make_lot(wallets[0], 60, date(2026, 8, 1), now=now)
    first, again = moved(*wallets, 20, now=now), moved(*wallets, 20, now=now)
    assert (again.replayed, again.seq, again.portions) == (True, first.seq, first.portions)
    assert balance(wallets[1], now) == 20


@pytest.mark.parametrize(
    ("points", "error"), [(61, NotEnoughPoints), (0, InvalidPoints), (-5, InvalidPoints)], ids=["many", "none", "less"]
)
def test_transfers_that_are_refused(now, wallets, points, error):
    make_lot(wallets[0], 60, date(2026, 8, 1), now=now)
    before = rows_of_the_ledger()
    with pytest.raises(error):
        moved(*wallets, points, now=now)
    assert rows_of_the_ledger() == before


def test_a_transfer_to_itself_or_to_nowhere(now, wallets):
    with pytest.raises(InvalidInput):
        moved(wallets[0], wallets[0], now=now)
    with pytest.raises(NotFound):
        moved(wallets[0], 4711, now=now)


def test_a_wallet_that_owes_points_gives_none_away(now, wallets):
    lot = lot_of(wallets[0], 60, now=now)
    lot_of(wallets[0], 30, date(2027, 3, 1), now=now)
    spend(wallets[0], 60, now=now)
    cancelled(lot, 60, now=now, arrears=True)
    with pytest.raises(WalletOnHold):
        moved(*wallets, 10, now=now)


def test_a_key_that_is_taken_in_the_other_wallet(now, wallets):
    for wallet in wallets:
        make_lot(wallet, 60, date(2026, 8, 1), now=now)
    charge(wallet_id=wallets[1], subject=T1, points=5, key="move", by=SYSTEM, now=now)
    before = rows_of_the_ledger()
    with pytest.raises(SameKeyOtherRequest):
        moved(*wallets, 10, now=now)
    assert rows_of_the_ledger() == before


def test_a_merge_moves_everything_and_says_who_took_over(now, wallets):
    old, new = wallets
    make_lot(old, 60, date(2026, 8, 1), now=now)
    spend(old, 20, now=now)
    outcome = merged(old, new, now=now)
    assert (outcome.change, balance(old, now), balance(new, now)) == (-40, 0, 40)
    assert Wallet.objects.get(id=old).successor_id == new
    assert merged(old, new, now=now).replayed
    for refused in (
        lambda: spend(old, 1, now=now),
        lambda: make_lot(old, 10, date(2027, 1, 1), now=now),
        lambda: moved(new, old, 1, now=now),
        lambda: merged(old, new, now=now, key="other"),
    ):
        with pytest.raises(WalletMoved) as error:
            refused()
        assert error.value.successor_id == new
    assert verify(now).findings == ()


def test_points_held_before_a_merge_come_back_into_the_successor(now, wallets):
    old, new = wallets
    make_lot(old, 60, date(2026, 8, 1), now=now, cents=5000)
    make_lot(old, 60, date(2027, 3, 1), now=now, cents=6000)
    spend(old, 100, now=now)
    close(old, now=now)
    merged(old, new, now=now)
    day = datetime(2026, 7, 20, 9, tzinfo=UTC)
    rehearsed = rehearse_give_back(wallet_id=old, subject=T1, points=70, at=day)
    outcome = back(old, 70, now=day)
    assert (outcome.change, outcome.balance, outcome.kind) == (0, 0, "return")
    assert outcome.portions == rehearsed.portions
    assert [(p.lot_number, p.points) for p in outcome.portions] == [(2, 40), (1, 30)]
    assert held(T1) == {old: 30}
    assert [(v.points, v.cents, v.last_valid_day) for v in lots(new, day)] == [
        (30, 2500, date(2026, 8, 19)),  # less than thirty days were left
        (20, 2000, date(2027, 3, 1)),  # moved by the merge
        (40, 4000, date(2027, 3, 1)),
    ]
    assert [(line.kind, line.points) for line in statement(new, day)] == [("transfer", 20), ("return", 70)]
    assert verify(day).findings == ()


def test_the_successor_may_itself_be_merged(now, wallets):
    third = make_wallet(now=now)
    make_lot(wallets[0], 60, date(2027, 3, 1), now=now)
    spend(wallets[0], 60, now=now)
    merged(*wallets, now=now)
    merged(wallets[1], third, now=now, key="merge:2")
    back(wallets[0], 60, now=now)
    assert (balance(third, now), Lot.objects.get(wallet_id=third).parent.wallet_id) == (60, wallets[0])
    assert verify(now).findings == ()
