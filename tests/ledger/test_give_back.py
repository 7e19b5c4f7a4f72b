"""Returns: latest draws first (P7), at least thirty days of life (P8), the very cents that were drawn (ruling 13)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.ledger import T1, T2, make_lot, make_wallet, next_key
from tests.factories.vendor import set_policies
from tests.ledger.test_charge import rows_of_the_ledger, spend

from pointdesk.kit.actors import SYSTEM
from pointdesk.ledger.actions import earn, expire, give_back, unearn
from pointdesk.ledger.errors import NotHeld
from pointdesk.ledger.events import PointsArrived
from pointdesk.ledger.models import Lot
from pointdesk.ledger.queries import balance, held, lots, statement, verify
from pointdesk.ledger.rules import LotKind
from pointdesk.outbox.models import StoredEvent

pytestmark = pytest.mark.django_db


def back(wallet_id: int, points: int, *, now: datetime, subject=T1, key=None):
    return give_back(
        wallet_id=wallet_id, subject=subject, points=points, key=key or next_key(), by=SYSTEM, now=now
    )  # fmt: skip


def close(wallet_id: int, *, now: datetime, subject=T1):
    return earn(wallet_id=wallet_id, subject=subject, key=next_key(), by=SYSTEM, now=now)


def test_a_partial_return_over_three_lots_undoes_the_latest_draws_first(now):
    wallet = make_wallet(now=now)
    for month in (8, 9, 10):
        make_lot(wallet, 10, date(2026, month, 1), now=now)
    spend(wallet, 25, now=now)
    spend(wallet, 5, now=now, subject=T2)
    outcome = back(wallet, 18, now=now)
    assert [(p.lot_number, p.points) for p in outcome.portions] == [(3, 5), (2, 10), (1, 3)]
    assert [(view.number, view.points) for view in lots(wallet, now)] == [(1, 3), (2, 10), (3, 5)]
    assert (held(T1), held(T2)) == ({wallet: 7}, {wallet: 5})
    assert (outcome.change, outcome.balance) == (18, 18)


def test_a_return_undoes_the_latest_draw_not_yet_undone(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 10, date(2026, 8, 1), now=now)
    make_lot(wallet, 10, date(2026, 9, 1), now=now)
    spend(wallet, 10, now=now)  # lot 1
    spend(wallet, 5, now=now)  # lot 2
    back(wallet, 5, now=now)  # undoes lot 2
    spend(wallet, 4, now=now)  # lot 2
    assert [(p.lot_number, p.points) for p in back(wallet, 6, now=now).portions] == [(2, 4), (1, 2)]


def test_more_than_is_held_is_refused(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 20, date(2026, 8, 1), now=now)
    spend(wallet, 10, now=now)
    spend(wallet, 10, now=now, subject=T2)
    before = rows_of_the_ledger()
    with pytest.raises(NotHeld) as refused:
        back(wallet, 11, now=now)
    assert refused.value.facts() == {"asked": 11, "held": 10}
    assert rows_of_the_ledger() == before


@pytest.mark.parametrize(
    ("day", "until", "same_lot"),
    [
        (datetime(2026, 7, 2, 9, tzinfo=UTC), date(2026, 8, 1), True),  # exactly thirty days of life left
        (datetime(2026, 7, 3, 9, tzinfo=UTC), date(2026, 8, 2), False),  # twenty-nine
        (datetime(2026, 7, 2, 21, 30, tzinfo=UTC), date(2026, 8, 2), False),  # already 3 July in Athens
        (datetime(2027, 2, 1, 10, tzinfo=UTC), date(2027, 3, 3), False),  # long dead
    ],
    ids=["thirty days left", "twenty-nine days left", "night in Athens", "dead"],
)
def test_a_returned_point_lives_at_least_thirty_days(now, day, until, same_lot):
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2026, 8, 1), now=now, cents=5000)
    spend(wallet, 40, now=now)
    outcome = back(wallet, 40, now=day)
    (portion,) = outcome.portions
    assert (portion.last_valid_day, portion.points, portion.kind) == (until, 40, LotKind.PAID)
    assert (portion.lot_number == 1) is same_lot
    assert portion.previous_last_day == (None if same_lot else date(2026, 8, 1))
    assert portion.cents == 3333  # what the draw took: floor(5000 · 40 / 60)


def test_a_dead_lot_is_not_resurrected_by_a_return(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2026, 8, 1), now=now, cents=5000)
    spend(wallet, 40, now=now)
    later = datetime(2026, 9, 1, tzinfo=UTC)
    assert expire(later) == 1
    back(wallet, 40, now=later)
    first, child = Lot.objects.order_by("number")
    assert (first.available, first.expired, first.reissued, first.charged) == (0, 20, 40, 0)
    assert (child.parent_id, child.granted, child.origin, child.purchased_on) == (
        first.id,
        40,
        first.origin,
        first.purchased_on,
    )
    assert (child.net_cents, child.available_cents, first.available_cents) == (3333, 3333, 0)
    assert balance(wallet, later) == 40


def test_a_lot_that_died_in_the_vendors_former_zone_is_not_resurrected(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2026, 8, 1), now=now)
    spend(wallet, 40, now=now)
    set_policies(time_zone="America/New_York", return_life_days=0)
    later = datetime(2026, 8, 1, 22, tzinfo=UTC)  # the day is over in Athens, where the lot was given, not in New York
    (portion,) = back(wallet, 40, now=later).portions
    assert (portion.lot_number, portion.last_valid_day) == (2, date(2026, 8, 1))
    assert (balance(wallet, later), verify(later).findings) == (40, ())


def test_points_come_back_from_a_closed_ticket(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2027, 1, 31), now=now, cents=5000)
    spend(wallet, 25, now=now)
    assert close(wallet, now=now).change == 0
    assert Lot.objects.get().earned == 25
    back(wallet, 10, now=now)
    lot = Lot.objects.get()
    assert (lot.available, lot.charged, lot.earned) == (45, 0, 15)


def test_a_reopened_ticket_holds_its_points_as_charged_again(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2027, 1, 31), now=now)
    spend(wallet, 25, now=now)
    close(wallet, now=now)
    unearn(wallet_id=wallet, subject=T1, key=next_key(), by=SYSTEM, now=now)
    lot = Lot.objects.get()
    assert (lot.charged, lot.earned) == (25, 0)
    spend(wallet, 5, now=now)
    close(wallet, now=now)
    assert Lot.objects.get().earned == 30


def test_closing_what_holds_nothing_writes_nothing(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2027, 1, 31), now=now)
    before = rows_of_the_ledger()
    outcome = close(wallet, now=now)
    assert (outcome.entry_id, outcome.seq, outcome.change, outcome.balance) == (None, None, 0, 60)
    assert rows_of_the_ledger() == before


def test_the_very_cents_of_a_draw_come_back(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 7, date(2027, 1, 31), now=now, cents=1000)
    draws = [spend(wallet, 2, now=now).portions[0].cents for _ in range(3)]
    assert draws == [285, 286, 286]
    returned = [back(wallet, 1, now=now).portions[0].cents for _ in range(6)]
    assert returned == [143, 143, 143, 143, 142, 143]
    lot = Lot.objects.get()
    assert (lot.available, lot.available_cents) == (7, 1000)


def test_a_repeated_return_gives_the_first_answer(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2026, 5, 20), now=now, cents=5000)
    spend(wallet, 25, now=now)
    first = back(wallet, 10, now=now, key="bug:1")
    before, events = rows_of_the_ledger(), StoredEvent.objects.count()
    again = back(wallet, 10, now=now, key="bug:1")
    assert again.replayed
    assert (again.entry_id, again.balance, again.portions) == (first.entry_id, first.balance, first.portions)
    assert (rows_of_the_ledger(), StoredEvent.objects.count()) == (before, events)


def test_a_return_announces_that_points_arrived(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2027, 1, 31), now=now)
    spend(wallet, 25, now=now)
    outcome = back(wallet, 10, now=now)
    stored = StoredEvent.objects.latest("id")
    event = PointsArrived.from_data(stored.data)
    assert (stored.name, event.wallet_id, event.entry_seq, event.kind, event.points) == (
        "PointsArrived",
        wallet,
        outcome.seq,
        "return",
        10,
    )


def test_the_statement_ends_with_the_balance_at_any_moment(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2026, 8, 1), now=now)
    spend(wallet, 25, now=now)
    close(wallet, now=now)
    back(wallet, 10, now=now + timedelta(days=70))
    for days in (70, 88, 89, 100, 101, 200):
        at = now + timedelta(days=days)
        assert statement(wallet, at)[-1].balance == balance(wallet, at)
    assert [line.kind for line in statement(wallet, now)] == ["purchase", "charge", "return"]
