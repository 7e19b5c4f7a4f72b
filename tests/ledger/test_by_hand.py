"""What staff did by hand stands in the journal under the wallet, with who did it; what lapsed can be found (P21)."""

from datetime import date, timedelta

import pytest
from tests.factories.cast import DORA, EMIL
from tests.factories.ledger import T1, make_lot, make_wallet

from pointdesk.audit.queries import history
from pointdesk.kit.actors import SYSTEM
from pointdesk.ledger.actions import cancel, charge, expire, extend, settle_arrears, take_back
from pointdesk.ledger.queries import lapsed, open_arrears
from pointdesk.ledger.rules import LotKind, Settlement

pytestmark = pytest.mark.django_db


def journal(wallet):
    return [(line.verb, line.by, line.data) for line in history(("wallet", wallet))][::-1]


def test_who_did_what(now):
    wallet = make_wallet(now=now)
    lot = make_lot(wallet, 60, date(2026, 12, 31), now=now).portions[0].lot_id
    facts = {"key": "k1", "by": DORA, "now": now}
    for _ in range(2):  # the second time gives the first answer
        take_back(wallet_id=wallet, points=10, reason="given_in_error", note="Typed twice.", **facts)
    extend(lot_id=lot, until=date(2027, 1, 31), reason="extension", note="On holiday.", **{**facts, "key": "k2"})
    assert journal(wallet) == [
        ("take_back", "Dora", {"seq": 2, "points": 10}),
        ("extend", "Dora", {"seq": 3, "points": 50, "until": "2027-01-31"}),
    ]


def test_who_let_arrears_go(now):
    wallet = make_wallet(now=now)
    lot = make_lot(wallet, 60, date(2026, 12, 31), now=now).portions[0].lot_id
    charge(wallet_id=wallet, subject=T1, points=40, key="k1", by=DORA, now=now)
    cancel(lot_id=lot, points=60, key="k2", by=SYSTEM, now=now, subject=T1, arrears=True)
    (owed,) = open_arrears(wallet)
    for _ in range(2):
        settle_arrears(arrears_id=owed.id, how=Settlement.WAIVED, by=EMIL, now=now, note="An old customer.")
    assert journal(wallet) == [("settle_arrears", "Emil", {"seq": 4, "points": 40, "how": "waived"})]


def test_what_lapsed_booked_or_not(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 30, date(2026, 5, 10), now=now, kind=LotKind.FREE)
    make_lot(wallet, 60, date(2026, 6, 10), now=now)
    make_lot(wallet, 120, date(2027, 1, 1), now=now)
    charge(wallet_id=wallet, subject=T1, points=35, key="k1", by=DORA, now=now)
    assert lapsed(wallet, now, most=10) == []
    later = now + timedelta(days=100)
    found = [(lot.points, lot.kind.value, lot.last_valid_day) for lot in lapsed(wallet, later, most=10)]
    assert found == [(55, "paid", date(2026, 6, 10))]  # all of the free ones were spent
    expire(later)
    assert [(lot.points, lot.kind.value, lot.last_valid_day) for lot in lapsed(wallet, later, most=10)] == found
    assert lapsed(wallet, later, most=0) == []
