"""Properties of the pure rules: plans over any lots and draws, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pointdesk.ledger.errors import NotEnoughPoints, NotHeld
from pointdesk.ledger.rules import ALLOWED_MOVES, Bucket, EntryKind, LotKind, Origin, Subject
from pointdesk.ledger.rules.canonical import canonical, digest, instant
from pointdesk.ledger.rules.draws import held_draws
from pointdesk.ledger.rules.earning import plan_earn
from pointdesk.ledger.rules.movement import Move
from pointdesk.ledger.rules.returning import ReturnTerms, plan_return
from pointdesk.ledger.rules.spending import plan_charge
from pointdesk.ledger.rules.state import LotState, WalletState

NOW = datetime(2026, 5, 5, 9, tzinfo=UTC)
T1 = Subject("ticket", "T1")
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no failure
TERMS = ReturnTerms(now=NOW, life_days=30, zone=ZoneInfo("Europe/Athens"))


def lot_of(number: int, points: int, last: date, *, kind=LotKind.PAID, cents=0, bought=date(2025, 5, 1)) -> LotState:
    dies = datetime(last.year, last.month, last.day, 21, tzinfo=UTC)
    return LotState(
        number, 1, number, kind, Origin.PURCHASE, points, points, cents, cents, 0, "EUR", bought, last, dies
    )  # fmt: skip


@st.composite
def lots(draw, least: int = 0):
    found = []
    for number in range(1, draw(st.integers(least, 6)) + 1):
        points = draw(st.integers(1, 60))
        last = date(2026, 5, 5) + timedelta(days=draw(st.integers(-5, 60)))
        kind = draw(st.sampled_from(LotKind))
        cents = draw(st.integers(0, 5000)) if kind is LotKind.PAID else 0
        bought = date(2025, 5, draw(st.integers(1, 3)))
        found.append(lot_of(number, points, last, kind=kind, cents=cents, bought=bought))
    return tuple(found)


def wallet_with(found, arrears: int = 0) -> WalletState:
    kept = tuple(found)
    return WalletState(1, 1, 7, "f" * 64, max((lot.number for lot in kept), default=0), arrears, None, kept)


def after(wallet: WalletState, moves) -> WalletState:
    """The wallet once the moves are posted."""
    changed = {lot.number: [lot.available, lot.available_cents] for lot in wallet.lots}
    for move in moves:
        before = changed.setdefault(move.lot.number, [0, 0])
        before[0] += move.gain
        before[1] += move.gain_cents
    lots = {lot.number: lot for lot in (*wallet.lots, *(move.lot for move in moves))}
    return wallet_with(
        replace(lots[number], available=points, available_cents=cents)
        for number, (points, cents) in sorted(changed.items())
        if points
    )


@patient
@given(lots(), st.integers(1, 400))
def test_a_charge_takes_exactly_so_many_points_or_none(found, points):
    wallet = wallet_with(found)
    available = sum(lot.available for lot in found if lot.expires_at > NOW)
    if points > available:
        with pytest.raises(NotEnoughPoints) as refused:
            plan_charge(wallet, T1, points, NOW)
        assert (refused.value.needed, refused.value.available) == (points, available)
        return
    plan = plan_charge(wallet, T1, points, NOW)
    assert plan.act.change == -points
    assert all(0 < m.points <= m.lot.available and 0 <= m.cents <= m.lot.available_cents for m in plan.act.moves)
    # Every lot but the last is emptied, none that comes earlier in the order is passed over, nothing dead is touched.
    order = sorted(
        (lot for lot in found if lot.expires_at > NOW),
        key=lambda lot: (lot.last_valid_day, lot.kind is LotKind.PAID, lot.purchased_on, lot.number),
    )
    assert [m.lot for m in plan.act.moves] == order[: len(plan.act.moves)]
    assert all(m.points == m.lot.available for m in plan.act.moves[:-1])
    assert {d.kind for d in plan.before} <= {EntryKind.EXPIRY}
    assert sum(d.change for d in plan.before) == -sum(lot.available for lot in found if lot.expires_at <= NOW)


@patient
@given(lots(least=1), st.lists(st.integers(1, 40), min_size=1, max_size=6), st.data())
def test_whatever_is_drawn_and_undone_no_cent_is_lost(found, charges, data):
    """Draws and returns of any sizes, closing in between: the stack always holds what is left, to the cent."""
    wallet, postings = wallet_with(found), []
    for points in charges:
        if points <= sum(lot.available for lot in wallet.living(NOW)):
            moves = plan_charge(wallet, T1, points, NOW).act.moves
            postings += moves
            wallet = after(wallet, moves)
    if data.draw(st.booleans(), label="closed"):
        act = plan_earn(wallet, held_draws(postings), T1, NOW).act
        postings += act.moves if act else ()
    held = sum(draw.points for draw in held_draws(postings))
    cents = sum(draw.cents for draw in held_draws(postings))
    while held:
        points = data.draw(st.integers(1, held), label="returned")
        (plan,) = plan_return(wallet, held_draws(postings), T1, points, TERMS)
        returned = [m for m in plan.act.moves if m.source in (Bucket.CHARGED, Bucket.EARNED)]
        assert sum(m.points for m in returned) == points == plan.act.change
        assert sum(b.lot.net_cents for b in plan.act.births) == sum(
            m.cents for m in returned if m.target is Bucket.REISSUED
        )
        postings += plan.act.moves
        held -= points
        cents -= sum(m.cents for m in returned)
        assert (sum(d.points for d in held_draws(postings)), sum(d.cents for d in held_draws(postings))) == (
            held,
            cents,
        )
        for birth in plan.act.births:
            assert birth.lot.last_valid_day == max(TERMS.least_last_day, birth.parent.last_valid_day)
            assert (birth.lot.kind, birth.lot.origin, birth.lot.purchased_on) == (
                birth.parent.kind, birth.parent.origin, birth.parent.purchased_on,
            )  # fmt: skip
        wallet = after(wallet, [m for m in returned if m.target is Bucket.AVAILABLE])
    assert cents == 0
    with pytest.raises(NotHeld):
        plan_return(wallet, held_draws(postings), T1, 1, TERMS)


@patient
@given(lots(least=1), st.integers(0, 80), st.data())
def test_arrears_are_settled_before_anything_arrives(found, owed, data):
    wallet = wallet_with(found)
    available = sum(lot.available for lot in wallet.living(NOW))
    if not available:
        return
    drawn = data.draw(st.integers(1, available))
    moves = plan_charge(wallet, T1, drawn, NOW).act.moves
    points = data.draw(st.integers(1, drawn))
    debtor = wallet_with(after(wallet, moves).lots, arrears=owed)
    (plan,) = plan_return(debtor, held_draws(moves), T1, points, TERMS)
    assert plan.act.arrears == -min(owed, points)
    assert plan.act.change == points - min(owed, points)


@patient
@given(lots(least=1), st.data())
def test_every_move_of_every_plan_is_allowed(found, data):
    wallet = wallet_with(found)
    available = sum(lot.available for lot in wallet.living(NOW))
    if available:
        points = data.draw(st.integers(1, available))
        charged = plan_charge(wallet, T1, points, NOW)
        (returned,) = plan_return(wallet, held_draws(charged.act.moves), T1, points, TERMS)
        for plan in (charged, returned):
            for draft in plan.drafts:
                assert {(m.source, m.target) for m in draft.moves} <= ALLOWED_MOVES


def test_a_later_draw_after_closing_is_undone_first_and_from_where_it_is():
    lot = lot_of(1, 60, date(2027, 1, 1))
    postings = [
        Move(lot, Bucket.AVAILABLE, Bucket.CHARGED, 20, 0),
        Move(lot, Bucket.CHARGED, Bucket.EARNED, 20, 0),
        Move(lot, Bucket.AVAILABLE, Bucket.CHARGED, 5, 0),
    ]
    (plan,) = plan_return(wallet_with([lot]), held_draws(postings), T1, 12, TERMS)
    assert [(m.source, m.points) for m in plan.act.moves] == [(Bucket.CHARGED, 5), (Bucket.EARNED, 7)]


@patient
@given(st.datetimes(timezones=st.sampled_from([UTC, ZoneInfo("Europe/Athens"), ZoneInfo("America/New_York")])))
def test_an_instant_is_hashed_the_same_from_any_zone(at):
    try:
        utc = at.astimezone(UTC)
    except OverflowError:  # the first and last hours of the calendar
        return
    assert instant(at) == instant(utc)
    assert datetime.fromisoformat(instant(at)) == utc


@patient
@given(st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text(max_size=5), max_size=4))
def test_the_canonical_form_is_ascii_and_independent_of_order(body):
    again = dict(reversed(list(body.items())))
    assert canonical(body).isascii()
    assert digest(body) == digest(again)
