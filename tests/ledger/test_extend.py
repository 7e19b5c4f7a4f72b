"""Extension: a lot re-issued with a later last day (P21, ruling 15)."""

from datetime import UTC, date, datetime

import pytest
from tests.factories.cast import DORA, EMIL, anna
from tests.factories.ledger import T1, make_lot, make_wallet
from tests.ledger.test_cancel import events, lot_of
from tests.ledger.test_charge import rows_of_the_ledger, spend
from tests.ledger.test_give_back import back

from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.ledger.actions import expire, extend, merge_wallets
from pointdesk.ledger.errors import NothingToExtend, WalletMoved
from pointdesk.ledger.models import Lot
from pointdesk.ledger.queries import balance, held, lots, rehearse_extend, statement, verify
from pointdesk.ledger.rules import LotKind

pytestmark = pytest.mark.django_db

UNTIL, LATER = date(2026, 6, 1), date(2026, 12, 31)
DEAD = datetime(2026, 7, 1, 9, tzinfo=UTC)


def longer(lot_id, until=LATER, *, now, by=EMIL, **more):
    return extend(**{"lot_id": lot_id, "until": until, "key": "k", "by": by, "now": now, "reason": "goodwill", **more})


def test_a_living_lot_lives_longer_and_no_point_is_gained(now):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, UNTIL, now=now, cents=5000)
    spend(wallet, 20, now=now)
    rehearsed = rehearse_extend(lot_id=lot, until=LATER, at=now)
    outcome = longer(lot, now=now, by=DORA, note="Long illness")
    assert (outcome.kind, outcome.change, outcome.balance) == ("adjustment", 0, 40)
    (portion,) = outcome.portions
    assert (portion.points, portion.cents, portion.previous_last_day, portion.last_valid_day) == (
        40,
        3334,
        UNTIL,
        LATER,
    )
    assert [p.points for p in rehearsed.portions] == [40]
    (view,) = lots(wallet, now)
    assert (view.points, view.last_valid_day, view.kind, view.origin) == (40, LATER, LotKind.PAID, "purchase")
    line = statement(wallet, now)[-1]
    assert (line.kind, line.points, line.note, line.portions) == ("adjustment", 0, "Long illness", outcome.portions)
    assert events() == ["PointsArrived"]  # that of the purchase


def test_what_a_ticket_holds_stays_with_the_old_lot(now):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, UNTIL, now=now)
    spend(wallet, 20, now=now)
    longer(lot, now=now)
    assert held(T1) == {wallet: 20}
    back(wallet, 20, now=now)  # the old lot lives for less than thirty days
    assert [(v.points, v.last_valid_day) for v in lots(wallet, now)] == [(20, date(2026, 6, 4)), (40, LATER)]


@pytest.mark.parametrize("booked", [True, False], ids=["booked", "not booked"])
def test_a_manager_brings_dead_points_back(now, booked):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, UNTIL, now=now, cents=5000)
    spend(wallet, 20, now=now)
    if booked:
        expire(DEAD)
    assert balance(wallet, DEAD) == 0
    rehearsed = rehearse_extend(lot_id=lot, until=LATER, at=DEAD)
    outcome = longer(lot, now=DEAD)
    assert (outcome.change, outcome.balance, outcome.portions[0].cents) == (40, 40, 3334)
    assert rehearsed.change == 40
    first, child = Lot.objects.order_by("number")
    assert (first.available, first.charged, first.expired, first.reissued) == (0, 20, 0, 40)
    assert (child.available, child.net_cents, child.last_valid_day) == (40, 3334, LATER)
    assert events() == ["PointsArrived", "PointsArrived"]
    assert [line.kind for line in statement(wallet, DEAD)] == ["purchase", "charge", "expiry", "adjustment"]
    assert verify(DEAD).findings == ()


def test_what_was_revived_once_is_not_there_to_revive_again(now):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, UNTIL, now=now)
    longer(lot, now=DEAD)
    with pytest.raises(NothingToExtend):
        longer(lot, date(2027, 1, 31), now=DEAD, key="other")


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"by": anna(1)}, NotAllowed),
        ({"until": UNTIL}, InvalidInput),
        ({"until": date(2026, 5, 31)}, InvalidInput),
        ({"until": date(2046, 5, 6)}, InvalidInput),
        ({"reason": ""}, InvalidInput),
        ({"lot_id": 4711}, NotFound),
        ({"by": DORA, "now": DEAD}, NotAllowed),
        ({"until": date(2026, 6, 30), "now": DEAD}, InvalidInput),
    ],
    ids=["a customer", "same day", "earlier", "too far", "no reason", "no such lot", "agent, dead lot", "past day"],
)
def test_extensions_that_are_refused(now, more, error):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, UNTIL, now=now)
    before = rows_of_the_ledger()
    with pytest.raises(error):
        longer(**{"lot_id": lot, "now": now} | more)
    assert rows_of_the_ledger() == before


def test_a_spent_lot_has_nothing_to_extend(now):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, UNTIL, now=now)
    spend(wallet, 60, now=now)
    with pytest.raises(NothingToExtend):
        longer(lot, now=now)


def test_a_lot_of_a_merged_wallet_is_not_extended_there(now):
    old, new = make_wallet(now=now), make_wallet(now=now)
    lot = make_lot(old, 60, UNTIL, now=now).portions[0].lot_id
    merge_wallets(from_wallet_id=old, to_wallet_id=new, key="m", by=EMIL, now=now)
    with pytest.raises(WalletMoved) as refused:
        longer(lot, now=now)
    assert refused.value.successor_id == new


def test_a_repeated_extension_gives_the_first_answer(now):
    wallet = make_wallet(now=now)
    lot = lot_of(wallet, 60, UNTIL, now=now)
    first, again = longer(lot, now=now), longer(lot, now=now)
    assert (again.replayed, again.portions, again.seq) == (True, first.portions, first.seq)
