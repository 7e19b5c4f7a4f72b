"""Statement pages, the past, the future, the accountant's figures."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.cast import EMIL
from tests.factories.ledger import T2, make_lot, make_wallet
from tests.ledger.test_cancel import cancelled, lot_of
from tests.ledger.test_charge import spend
from tests.ledger.test_extend import longer
from tests.ledger.test_give_back import back, close

from pointdesk.kit.errors import NotFound
from pointdesk.ledger.actions import expire, take_back, transfer, unearn
from pointdesk.ledger.queries import as_of, balance, expiring, liability, lots, roll_forward, statement
from pointdesk.ledger.rules import LotKind, Origin
from pointdesk.ledger.rules.accounts import Amount

pytestmark = pytest.mark.django_db


def test_pages_of_a_statement(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2026, 5, 20), now=now)
    for _ in range(5):
        spend(wallet, 5, now=now)
    later = datetime(2026, 6, 1, tzinfo=UTC)
    first = statement(wallet, later, limit=3)
    assert [(line.seq, line.points, line.balance, line.derived) for line in first] == [
        (5, -5, 40, False),
        (6, -5, 35, False),
        (None, -35, 0, True),
    ]
    second = statement(wallet, later, before_seq=5, limit=3)
    assert [(line.seq, line.balance) for line in second] == [(2, 55), (3, 50), (4, 45)]
    assert [line.seq for line in statement(wallet, later, before_seq=2, limit=3)] == [1]


@pytest.mark.parametrize("charges", [1, 30])
def test_a_statement_takes_four_queries_however_long(now, charges):
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2026, 8, 1), now=now)
    for _ in range(charges):
        spend(wallet, 1, now=now)
    with CaptureQueriesContext(connection) as captured:
        assert len(statement(wallet, now)) == charges + 1
    assert len(captured) == 4


def test_a_statement_of_nobody(now):
    with pytest.raises(NotFound):
        statement(4711, now)


def test_a_wallet_as_it_stood(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2026, 5, 20), now=now, cents=5000)
    make_lot(wallet, 30, date(2027, 1, 31), now=now + timedelta(days=2))
    spend(wallet, 20, now=now + timedelta(days=4))
    expire(now + timedelta(days=30))
    then = [as_of(wallet, now + timedelta(days=d)) for d in (-1, 1, 3, 5, 16, 31)]
    assert [x.balance for x in then] == [0, 60, 90, 70, 30, 30]
    assert [(v.number, v.points, v.cents) for v in then[3].lots] == [(1, 40, 3334), (2, 30, 0)]


def test_what_expires_soon(now):
    wallet = make_wallet(now=now)
    for day in (date(2026, 5, 5), date(2026, 5, 12), date(2026, 5, 13)):
        make_lot(wallet, 10, day, now=now)
    assert [v.last_valid_day.day for v in expiring(wallet, now, 7)] == [5, 12]
    assert [v.last_valid_day.day for v in expiring(wallet, now, 0)] == [5]


def test_lots_at_a_moment_to_come(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 10, date(2026, 5, 12), now=now)
    make_lot(wallet, 20, date(2026, 6, 12), now=now)
    ahead = now + timedelta(days=20)
    assert ([v.points for v in lots(wallet, ahead)], balance(wallet, ahead)) == ([20], 20)


def added_up(rolled):
    """What opening and movements come to."""
    came = (rolled.sold, rolled.given, rolled.corrected, rolled.brought, rolled.unearned, rolled.revived)
    gone = (rolled.earned, rolled.expired, rolled.cancelled)
    return sum(came, rolled.opening) - sum(gone, Amount(0, 0))


def test_the_roll_forward_adds_up_to_the_cent_whatever_happened(now):
    wallet, other = make_wallet(now=now), make_wallet(now=now)

    def day(days: int) -> datetime:
        return now + timedelta(days=days)

    lot_of(wallet, 60, date(2026, 6, 1), now=day(0), cents=5000)
    second = lot_of(wallet, 120, date(2026, 7, 1), now=day(1), cents=9500)
    make_lot(wallet, 200, date(2027, 5, 1), now=day(1), kind=LotKind.FREE)
    make_lot(wallet, 7, date(2027, 5, 1), now=day(1), origin=Origin.OPENING, cents=100)
    spend(wallet, 70, now=day(2))
    spend(wallet, 33, now=day(3), subject=T2)
    close(wallet, now=day(4))
    close(wallet, now=day(5), subject=T2)
    unearn(wallet_id=wallet, subject=T2, key="reopen", by=EMIL, now=day(6))
    close(wallet, now=day(7), subject=T2)
    transfer(from_wallet_id=wallet, to_wallet_id=other, points=13, key="t", by=EMIL, now=day(8))
    back(wallet, 41, now=day(40))  # after the death of the first lot
    longer(second, now=day(70))  # after the death of the second
    take_back(wallet_id=wallet, points=3, key="tb", by=EMIL, now=day(71), reason="error")
    cancelled(second, 500, now=day(72))
    moments = [day(-1), day(0), day(1), day(3), day(5), day(8), day(30), day(45), day(60), day(71), day(80), day(400)]
    for after in moments:
        for until in [m for m in moments if m > after]:
            for rolled in roll_forward(after, until):
                assert added_up(rolled) == rolled.closing, (after, until, rolled)
    (free, paid) = roll_forward(day(-1), day(80))
    assert (paid.sold, paid.brought) == (Amount(180, 14500), Amount(7, 100))
    assert free.given == Amount(200, 0)
    assert paid.revived.points > 0
    assert paid.cancelled.points > 0
    # Nothing is left when every lot is dead but what nobody closed.
    assert [x.total for x in liability(day(400))] == [Amount(), Amount()]


def test_the_liability_is_what_can_be_spent_and_what_open_tickets_hold(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2026, 8, 1), now=now, cents=5000)
    spend(wallet, 25, now=now)
    spend(wallet, 10, now=now, subject=T2)
    close(wallet, now=now, subject=T2)
    (owed,) = liability(now)
    assert (owed.currency, owed.kind) == ("EUR", "paid")
    assert (owed.available, owed.charged) == (Amount(25, 2084), Amount(25, 2083))
    (later,) = liability(now + timedelta(days=100))
    assert (later.available, later.charged) == (Amount(0, 0), Amount(25, 2083))
