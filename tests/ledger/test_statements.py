"""How many SQL statements an act takes, BEGIN and COMMIT included (stack.md: a charge at most eight)."""

from datetime import UTC, date, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.ledger import make_lot, make_wallet
from tests.ledger.test_charge import spend


def test_a_charge_takes_eight_statements(committed_db, now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 20, date(2026, 5, 5), now=now)
    make_lot(wallet, 20, date(2026, 5, 6), now=now)
    make_lot(wallet, 20, date(2027, 1, 31), now=now)
    make_lot(wallet, 20, date(2027, 1, 31), now=now)
    with CaptureQueriesContext(connection) as plain:
        spend(wallet, 30, now=now)
    with CaptureQueriesContext(connection) as after_deaths:
        spend(wallet, 30, now=datetime(2026, 6, 1, tzinfo=UTC))
    assert (len(plain), len(after_deaths)) == (8, 8)
    assert [plain[0]["sql"].split()[0], plain[-1]["sql"]] == ["BEGIN", "COMMIT"]
