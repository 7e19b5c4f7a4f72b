"""Points that come in, wallets that are opened (P1, P2)."""

from datetime import UTC, date, datetime

import pytest
from tests.factories.cast import DORA, anna
from tests.factories.customers import make_customer
from tests.factories.ledger import make_lot, make_wallet
from tests.factories.vendor import make_line, set_policies
from tests.ledger.test_cancel import events
from tests.ledger.test_charge import rows_of_the_ledger

from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotAllowed, NotFound
from pointdesk.ledger.actions import expire, grant, open_wallet
from pointdesk.ledger.models import Wallet
from pointdesk.ledger.queries import balance, lots, statement, verify, wallet_of
from pointdesk.ledger.rules import LotKind, Origin, Subject

pytestmark = pytest.mark.django_db

FACTS = {
    "points": 60, "lot_kind": LotKind.PAID, "origin": Origin.PURCHASE, "purchased_on": date(2026, 5, 5),
    "last_valid_day": date(2027, 5, 5), "key": "order:1", "by": SYSTEM, "net_cents": 5000, "vat_cents": 1200,
    "subject": Subject("order_line", "shop:1:1"),
}  # fmt: skip


def test_a_purchase_is_a_lot_with_its_own_last_day(now):
    wallet = make_wallet(now=now)
    outcome = grant(wallet_id=wallet, now=now, **FACTS)
    assert (outcome.kind, outcome.change, outcome.balance, outcome.seq) == ("purchase", 60, 60, 1)
    (view,) = lots(wallet, now)
    assert view.id == outcome.portions[0].lot_id
    assert (view.points, view.cents, view.last_valid_day) == (60, 5000, date(2027, 5, 5))
    assert view.expires_at == datetime(2027, 5, 5, 21, tzinfo=UTC)  # midnight in Athens
    (line,) = statement(wallet, now)
    assert (line.kind, line.points, line.balance, line.subject) == ("purchase", 60, 60, FACTS["subject"])
    assert events() == ["PointsArrived"]


@pytest.mark.parametrize(
    ("origin", "kind"),
    [
        (Origin.PURCHASE, "purchase"), (Origin.WELCOME, "gift"), (Origin.GOODWILL, "gift"),
        (Origin.ADJUSTMENT, "adjustment"), (Origin.OPENING, "adjustment"),
    ],
)  # fmt: skip
def test_the_kind_of_the_entry_follows_from_the_origin(now, origin, kind):
    wallet = make_wallet(now=now)
    assert grant(wallet_id=wallet, now=now, **FACTS | {"origin": origin, "by": DORA, "reason": "code"}).kind == kind


def test_a_lot_that_was_over_before_it_came_dies_in_the_same_act(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 60, date(2026, 5, 4), now=now)
    assert (balance(wallet, now), lots(wallet, now), events()) == (0, [], [])
    assert [(line.kind, line.points, line.balance) for line in statement(wallet, now)] == [
        ("purchase", 60, 60),
        ("expiry", -60, 0),
    ]
    assert expire(now) == 0
    assert verify(now).findings == ()


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"points": 0}, InvalidPoints),
        ({"points": 1_000_001}, InvalidPoints),
        ({"points": 1.5}, InvalidPoints),
        ({"last_valid_day": date(2026, 5, 4)}, InvalidInput),
        ({"last_valid_day": date(2047, 1, 1)}, InvalidInput),
        ({"net_cents": -1}, InvalidInput),
        ({"net_cents": 10**12}, InvalidInput),
        ({"currency": "eur"}, InvalidInput),
        ({"currency": "EURO"}, InvalidInput),
        ({"lot_kind": LotKind.FREE}, InvalidInput),  # P22: free points carry no money
        ({"origin": Origin.GOODWILL, "by": anna(1)}, NotAllowed),
        ({"origin": Origin.GOODWILL, "by": DORA}, InvalidInput),
        ({"origin": Origin.ADJUSTMENT, "by": DORA}, InvalidInput),
        ({"key": ""}, InvalidInput),
        ({"note": "x" * 2001}, InvalidInput),
        ({"wallet_id": 4711}, NotFound),
    ],
    ids=str,
)
def test_grants_that_are_refused(now, more, error):
    wallet = make_wallet(now=now)
    before = rows_of_the_ledger()
    with pytest.raises(error):
        grant(**{"wallet_id": wallet, "now": now, **FACTS, **more})
    assert rows_of_the_ledger() == before


def test_a_naive_moment_is_a_programmers_error(now):
    wallet = make_wallet(now=now)
    with pytest.raises(ValueError, match="aware"):
        grant(wallet_id=wallet, now=now.replace(tzinfo=None), **FACTS)


def test_a_later_change_of_the_zone_moves_no_lot(now):
    wallet = make_wallet(now=now)
    grant(wallet_id=wallet, now=now, **FACTS)
    set_policies(time_zone="America/New_York")
    (view,) = lots(wallet, now)
    assert view.expires_at == datetime(2027, 5, 5, 21, tzinfo=UTC)


def test_a_wallet_for_each_line_or_one_for_all(now):
    customer, one, two = make_customer(now=now), make_line(), make_line("other")
    first = open_wallet(customer_id=customer.id, line_id=one.id)
    assert open_wallet(customer_id=customer.id, line_id=one.id) == first
    assert wallet_of(customer.id, one.id) == first
    assert wallet_of(customer.id, two.id) is None
    assert open_wallet(customer_id=customer.id, line_id=two.id) != first
    set_policies(shared_wallet=True)
    assert wallet_of(customer.id, one.id) is None
    shared = open_wallet(customer_id=customer.id, line_id=one.id)
    assert open_wallet(customer_id=customer.id, line_id=two.id) == shared
    assert Wallet.objects.get(id=shared).line_id is None
    assert Wallet.objects.count() == 3
