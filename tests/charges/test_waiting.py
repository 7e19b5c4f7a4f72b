"""The queue of a wallet: P5 and ruling 16, through the actions."""

from datetime import timedelta

import pytest
from tests.factories.cast import DORA, EMIL
from tests.factories.charges import make_account

from pointdesk.charges import actions
from pointdesk.charges.queries import history
from pointdesk.charges.reactions import charge_waiting
from pointdesk.charges.rules import PriceState
from pointdesk.ledger.events import PointsArrived
from pointdesk.outbox.models import StoredEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def poor(db, now):
    """A customer with 20 points."""
    return make_account(20, now=now)


def serve(account):
    actions.serve_queue(wallet_id=account.wallet, now=account.now)


def later(account, minutes=1):
    account.now += timedelta(minutes=minutes)


def figures(account, *charges):
    return [(v.price, v.charged, v.waiting_for) for v in map(account.see, charges)]


def test_too_few_points_and_nothing_is_taken(poor, heard):
    charge = poor.open()
    view = poor.price(charge, "level-2")
    assert (view.price, view.charged, view.waiting_for, view.state) == (25, 0, 5, PriceState.WAITING)
    assert view.waiting_since == poor.now
    assert poor.available == 20
    name, data = heard.one()
    assert name == "ChargeWaiting"
    assert {k: data[k] for k in ("old", "new", "charged", "waiting_for", "reason_code")} == {
        "old": None, "new": 25, "charged": 0, "waiting_for": 5, "reason_code": "priced",
    }  # fmt: skip


def test_it_is_charged_by_itself_when_points_come(poor, heard):
    charge = poor.open()
    poor.price(charge, "level-2")
    heard()
    poor.lot(60)
    serve(poor)
    assert figures(poor, charge) == [(25, 25, 0)]
    assert poor.available == 55
    name, data = heard.one()
    assert name == "ChargeServed"
    assert (data["price"], data["points"], data["by_kind"], data["reason_code"]) == (25, 25, "system", "served")
    served = history(charge)[-1]
    assert (served.kind, served.charged_before, served.charged_after, served.waits) == ("served", 0, 25, False)


def test_serving_again_changes_nothing(poor, unchanged):
    charge = poor.open()
    poor.price(charge, "level-2")
    with unchanged():
        serve(poor)
    poor.lot(60)
    serve(poor)
    with unchanged():
        serve(poor)


def test_only_the_difference_waits(acme):
    charge = acme.open()
    acme.price(charge, "level-2")
    acme.deliver(charge, "phone")
    assert figures(acme, charge) == [(50, 50, 0)]
    acme.price(charge, "level-4")
    assert figures(acme, charge) == [(160, 50, 40)]
    assert acme.available == 70
    acme.lot(60)
    serve(acme)
    assert figures(acme, charge) == [(160, 160, 0)]
    assert acme.available == 20


def test_no_younger_one_before_an_older(poor):
    first, second = poor.open(), poor.open()
    poor.price(first, "level-3")
    later(poor)
    poor.price(second, "level-1")
    assert figures(poor, first, second) == [(40, 0, 20), (10, 0, 30)]
    assert poor.available == 20
    poor.lot(20)
    serve(poor)
    assert figures(poor, first, second) == [(40, 40, 0), (10, 0, 10)]
    poor.lot(10)
    serve(poor)
    assert figures(poor, first, second) == [(40, 40, 0), (10, 10, 0)]


def test_a_later_need_joins_the_end_even_if_it_would_fit(poor):
    first, second = poor.open(), poor.open()
    poor.price(second, "level-1")
    poor.price(first, "level-3")
    later(poor)
    poor.price(second, "level-2")
    assert figures(poor, first, second) == [(40, 0, 30), (25, 10, 45)]
    assert poor.available == 10


def test_what_the_queue_could_have_taken_already_is_taken_first(poor):
    first, second = poor.open(), poor.open()
    poor.price(first, "level-2")
    poor.lot(30)
    later(poor)
    poor.price(second, "level-2")
    assert figures(poor, first, second) == [(25, 25, 0), (25, 25, 0)]


def test_repricing_keeps_the_place(poor):
    first, second = poor.open(), poor.open()
    poor.price(first, "level-2")
    later(poor)
    poor.price(second, "level-2")
    since = poor.see(first).waiting_since
    later(poor)
    poor.price(first, "level-4")
    assert poor.see(first).waiting_since == since
    assert figures(poor, first, second) == [(80, 0, 60), (25, 0, 85)]


def test_a_lowered_price_may_fit_at_once(poor, heard):
    charge = poor.open()
    poor.price(charge, "level-2")
    heard()
    view = poor.price(charge, "level-1")
    assert (view.charged, view.waiting_for, view.waiting_since) == (10, 0, None)
    assert heard.names() == ["PriceChanged"]


def test_a_lowered_head_lets_the_others_through(poor, heard):
    first, second = poor.open(), poor.open()
    poor.price(first, "level-3")
    later(poor)
    poor.price(second, "level-1")
    heard()
    poor.price(first, "level-1")
    assert figures(poor, first, second) == [(10, 10, 0), (10, 10, 0)]
    assert heard.names() == ["ChargeServed", "PriceChanged"]


def test_a_price_lowered_to_what_was_charged_stops_waiting(acme):
    charge = acme.open()
    acme.price(charge, "level-4")
    acme.price(charge, "installation")
    assert acme.see(charge).state is PriceState.WAITING
    view = acme.price(charge, "level-4")
    assert (view.price, view.charged, view.state) == (80, 80, PriceState.CHARGED)
    assert acme.available == 40


def test_a_price_lowered_below_what_was_charged_gives_back_and_stops_waiting(acme):
    charge = acme.open()
    acme.price(charge, "level-4")
    acme.price(charge, "installation")
    view = acme.price(charge, "level-2")
    assert (view.price, view.charged, view.waiting_since, acme.available) == (25, 25, None, 95)


def test_who_stopped_waiting_joins_the_end_again(poor):
    first, second = poor.open(), poor.open()
    poor.price(first, "level-3")
    later(poor)
    poor.price(second, "level-4")
    later(poor)
    poor.price(first, "level-1")
    later(poor)
    poor.price(first, "level-3")
    assert figures(poor, first, second) == [(40, 10, 100), (80, 0, 70)]


def test_a_decrease_never_waits_and_feeds_the_queue(acme):
    charged, waiting = acme.open(), acme.open()
    acme.price(charged, "level-4")
    acme.price(waiting, "level-4")
    assert figures(acme, charged, waiting) == [(80, 80, 0), (80, 0, 40)]
    acme.price(charged, "level-3")
    assert figures(acme, charged, waiting) == [(40, 40, 0), (80, 80, 0)]
    assert acme.available == 0


@pytest.mark.parametrize("end", ["bug", "own fault", "close", "merge", "review"])
def test_whoever_leaves_the_queue_lets_the_others_through(acme, end, now):
    first, second = acme.open(), acme.open()
    acme.price(first, "level-2")
    acme.price(first, "installation")
    later(acme)
    acme.price(second, "medium-mod")
    assert figures(acme, first, second) == [(150, 25, 30), (50, 0, 80)]
    if end == "bug":
        actions.void_for_bug(charge_id=first, by=DORA, now=acme.now)
    elif end == "own fault":
        actions.own_fault(charge_id=first, by=DORA, now=acme.now)
    elif end == "close":
        acme.settle(first)
    elif end == "merge":
        actions.merge_into(charge_id=first, into_id=acme.open(), by=DORA, now=acme.now)
    else:
        actions.ask_review(charge_id=first, by=acme.anna, now=acme.now)
        actions.decide_review(
            charge_id=first, verdict="lower", points=20, by=EMIL, now=acme.now, reason="Not worth more"
        )
    left = {"close": 25, "review": 20}.get(end, 0)
    assert figures(acme, first, second) == [(left, left, 0), (50, 50, 0)]
    assert acme.available == 120 - 50 - left


def test_lots_that_die_while_one_waits_are_missing_then(poor):
    charge = poor.open()
    poor.price(charge, "level-2")
    poor.now += timedelta(days=300)
    assert figures(poor, charge) == [(25, 0, 25)]


def test_what_arrives_is_announced_once_and_served_by_the_reaction(poor):
    charge = poor.open()
    poor.price(charge, "level-2")
    poor.lot(5)
    event = PointsArrived.from_data(StoredEvent.objects.filter(name="PointsArrived").latest("id").data)
    charge_waiting(event, now=poor.now)
    charge_waiting(event, now=poor.now)
    assert figures(poor, charge) == [(25, 25, 0)]


def test_charging_a_waiting_price_asks_no_consent_again(poor):
    charge = poor.open(agreed_up_to=0)
    poor.price(charge, "level-3")
    poor.accept(charge)
    assert figures(poor, charge) == [(40, 0, 20)]
    poor.lot(20)
    serve(poor)
    assert figures(poor, charge) == [(40, 40, 0)]
    assert poor.see(charge).agreed_up_to == 40


def test_two_wallets_do_not_wait_for_each_other(poor, now):
    rich = make_account(100, now=now, name="Rich", line=poor.line)
    waiting = poor.open()
    poor.price(waiting, "level-4")
    assert rich.price(rich.open(), "level-4").charged == 80
