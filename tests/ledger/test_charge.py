"""Charging: which lots pay, what is refused, what a repeated request does (P3, P5, invariant 6)."""

from datetime import UTC, date, datetime

import pytest
from tests.factories.ledger import T1, make_lot, make_wallet, next_key

from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.errors import InvalidInput, InvalidPoints, NotFound
from pointdesk.ledger.actions import charge
from pointdesk.ledger.errors import NotEnoughPoints, SameKeyOtherRequest
from pointdesk.ledger.models import Entry, Lot, Posting
from pointdesk.ledger.queries import balance, lots, rehearse_charge, statement
from pointdesk.ledger.rules import LotKind, Subject

pytestmark = pytest.mark.django_db


def spend(wallet_id: int, points: int, *, now: datetime, subject: Subject = T1, key: str | None = None, **more):
    return charge(
        wallet_id=wallet_id, subject=subject, points=points, key=key or next_key(), by=SYSTEM, now=now, **more
    )


def rows_of_the_ledger() -> list[list[tuple]]:
    return [list(model.objects.order_by("id").values_list()) for model in (Lot, Entry, Posting)]


def test_a_charge_takes_the_earliest_last_day_then_free_then_older_then_number(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 10, date(2027, 1, 31), now=now)
    make_lot(wallet, 10, date(2026, 12, 31), now=now)
    make_lot(wallet, 10, date(2026, 12, 31), paid=date(2025, 11, 1), now=now)
    make_lot(wallet, 10, date(2026, 12, 31), kind=LotKind.FREE, now=now)
    make_lot(wallet, 10, date(2026, 12, 31), now=now)
    outcome = spend(wallet, 45, now=now)
    assert [(p.lot_number, p.points) for p in outcome.portions] == [(4, 10), (3, 10), (2, 10), (5, 10), (1, 5)]
    assert (outcome.change, outcome.balance, outcome.seq, outcome.replayed) == (-45, 5, 6, False)
    assert [(view.number, view.points) for view in lots(wallet, now)] == [(1, 5)]


def test_a_charge_above_the_balance_takes_nothing(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 20, date(2027, 1, 31), now=now)
    before = rows_of_the_ledger()
    with pytest.raises(NotEnoughPoints) as refused:
        spend(wallet, 25, now=now)
    assert refused.value.facts() == {"needed": 25, "available": 20}
    assert rows_of_the_ledger() == before


@pytest.mark.parametrize("points", [0, -1, 1_000_001, 2.5, "5", True, None], ids=repr)
def test_points_that_are_none_are_refused(now, points):
    wallet = make_wallet(now=now)
    make_lot(wallet, 20, date(2027, 1, 31), now=now)
    before = rows_of_the_ledger()
    with pytest.raises(InvalidPoints):
        spend(wallet, points, now=now)
    assert rows_of_the_ledger() == before


@pytest.mark.parametrize(
    "words",
    [
        {"key": "x" * 201},
        {"key": "a\x00b"},
        {"key": "\ud800"},
        {"reason": "Our fault!"},
        {"subject": Subject("", "1")},
        {"subject": Subject("ticket", "")},
        {"subject": Subject("ticket", "x" * 101)},
    ],
    ids=str,
)
def test_words_that_cannot_be_stored_are_refused(now, words):
    wallet = make_wallet(now=now)
    make_lot(wallet, 20, date(2027, 1, 31), now=now)
    before = rows_of_the_ledger()
    with pytest.raises(InvalidInput):
        spend(wallet, 5, now=now, **words)
    assert rows_of_the_ledger() == before


def test_a_wallet_that_is_not_there(now):
    with pytest.raises(NotFound):
        spend(4711, 5, now=now)


def test_the_same_request_again_gives_the_first_answer_and_no_new_row(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 20, date(2027, 1, 31), now=now, cents=1700)
    first = spend(wallet, 5, now=now, key="T1:price:1")
    spend(wallet, 5, now=now)
    before = rows_of_the_ledger()
    again = spend(wallet, 5, now=now, key="T1:price:1")
    assert again == type(first)(**{**{f: getattr(first, f) for f in first.__slots__}, "replayed": True})
    assert rows_of_the_ledger() == before


def test_the_same_key_for_another_request_is_refused(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 20, date(2027, 1, 31), now=now)
    spend(wallet, 5, now=now, key="T1:price:1")
    before = rows_of_the_ledger()
    with pytest.raises(SameKeyOtherRequest) as refused:
        spend(wallet, 6, now=now, key="T1:price:1")
    assert refused.value.key == "T1:price:1"
    assert rows_of_the_ledger() == before


def test_points_live_through_their_last_day_in_the_vendors_zone(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 20, date(2026, 5, 5), now=now)
    last, first_dead = datetime(2026, 5, 5, 20, 59, 59, tzinfo=UTC), datetime(2026, 5, 5, 21, 0, tzinfo=UTC)
    assert (balance(wallet, last), balance(wallet, first_dead)) == (20, 0)
    with pytest.raises(NotEnoughPoints) as refused:
        spend(wallet, 1, now=first_dead)
    assert refused.value.available == 0
    assert spend(wallet, 20, now=last).balance == 0


def test_a_charge_books_what_died_before_it(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 20, date(2026, 5, 5), now=now)
    make_lot(wallet, 30, date(2027, 1, 31), now=now)
    later = datetime(2026, 6, 1, tzinfo=UTC)
    derived = statement(wallet, later)[-1]
    assert (derived.kind, derived.points, derived.balance, derived.derived, derived.seq) == (
        "expiry",
        -20,
        30,
        True,
        None,
    )
    spend(wallet, 10, now=later)
    lines = [(line.seq, line.kind, line.points, line.balance) for line in statement(wallet, later)]
    assert lines[2:] == [(3, "expiry", -20, 30), (4, "charge", -10, 20)]
    assert statement(wallet, later)[2].at == derived.at == datetime(2026, 5, 5, 21, 0, tzinfo=UTC)


def test_the_rehearsal_says_what_is_then_posted_and_writes_nothing(now):
    wallet = make_wallet(now=now)
    make_lot(wallet, 20, date(2027, 1, 31), now=now, cents=1999)
    make_lot(wallet, 30, date(2027, 2, 28), now=now, kind=LotKind.FREE)
    before = rows_of_the_ledger()
    rehearsed = rehearse_charge(wallet_id=wallet, points=33, at=now)
    assert rows_of_the_ledger() == before
    posted = spend(wallet, 33, now=now)
    assert (rehearsed.change, rehearsed.balance, rehearsed.portions) == (posted.change, posted.balance, posted.portions)
