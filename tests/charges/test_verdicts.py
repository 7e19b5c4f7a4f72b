"""void_for_bug, reverse_bug, own_fault: P9, P20, ruling 21."""

from datetime import timedelta

import pytest
from tests.factories.cast import DORA, EMIL
from tests.factories.charges import make_account

from pointdesk.charges import actions
from pointdesk.charges.errors import BugIsFree, ChargeMerged, ChargeSettled, NoOpenQuote, NotABug
from pointdesk.charges.queries import history
from pointdesk.charges.rules import WARRANTY, Basis, Line, PriceState, ReviewState
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound

pytestmark = pytest.mark.django_db


def void(account, charge, **fields):
    return actions.void_for_bug(charge_id=charge, by=DORA, now=account.now, **fields)


def reverse(account, charge, *codes, **fields):
    items = [(code, 1) for code in codes]
    return actions.reverse_bug(charge_id=charge, items=items, by=DORA, now=account.now, **fields)


def own_fault(account, charge, **fields):
    return actions.own_fault(charge_id=charge, by=DORA, now=account.now, **fields)


# Bug


def test_a_bug_returns_doubling_and_every_reprice(now, heard):
    acme = make_account(300, now=now)
    charge = acme.open(delivery="phone")
    for code in ("level-2", "level-3", "level-4"):
        acme.price(charge, code)
    assert acme.available == 140
    heard()
    view = void(acme, charge, reason="Fixed in 4.2")
    assert (view.price, view.charged, view.items, view.basis) == (0, 0, (WARRANTY,), Basis.BUG)
    assert (view.state, view.is_bug, acme.available) == (PriceState.RETURNED, True, 300)
    name, data = heard.one()
    assert (name, data["old"], data["points"], data["reason_code"], data["by_label"]) == (
        "PointsReturned", 160, 160, "bug", "Dora",
    )  # fmt: skip
    assert history(charge)[-1].reason == "Fixed in 4.2"


def test_confirming_twice_changes_nothing(acme, unchanged):
    charge = acme.open()
    acme.price(charge, "level-2")
    void(acme, charge)
    with unchanged():
        void(acme, charge, reason="again")


def test_a_closed_ticket_returns_too(acme, now):
    charge = acme.open()
    acme.price(charge, "level-4")
    acme.settle(charge)
    acme.now = now + timedelta(days=21)
    assert void(acme, charge).charged == 0
    assert acme.available == 120


def test_a_bug_before_any_price_is_free(acme, heard):
    charge = acme.open()
    heard()
    view = void(acme, charge)
    assert (view.price, view.items) == (0, (WARRANTY,))
    name, data = heard.one()
    assert (name, data["old"], data["new"], data["reason_code"]) == ("PriceChanged", None, 0, "bug")
    assert acme.settle(charge).state is PriceState.RETURNED


def test_a_bug_ends_offers(acme, refused):
    charge = acme.open(agreed_up_to=0)
    acme.price(charge, "level-2")
    offer = acme.offer(charge)
    void(acme, charge)
    assert acme.see(charge).open_offer is None
    with refused(NoOpenQuote):
        actions.accept(offer_id=offer, by=acme.anna, now=acme.now)


def test_a_bug_ends_waiting(acme, heard):
    charge = acme.open()
    acme.price(charge, "installation")
    heard()
    view = void(acme, charge)
    assert (view.price, view.waiting_for, view.waiting_since) == (0, 0, None)
    assert heard.names() == ["PriceChanged"]
    acme.lot(300)
    actions.serve_queue(wallet_id=acme.wallet, now=acme.now)
    assert acme.available == 420


def test_a_bug_costs_nothing_whatever_is_tried(acme, refused, unchanged):
    charge = acme.open()
    acme.price(charge, "level-2")
    void(acme, charge)
    reference = acme.see(charge).reference
    with refused(BugIsFree, reference=reference, wanted=25):
        acme.price(charge, "level-2")
    with refused(BugIsFree, reference=reference, wanted=100):
        acme.quote(charge, 100)
    with unchanged():
        acme.price(charge, "level-0")
    assert acme.deliver(charge, "phone").price == 0
    assert acme.see(charge).items == (WARRANTY,)


def test_a_verdict_is_reversed_and_the_ticket_priced_again(acme, heard):
    charge = acme.open()
    acme.price(charge, "level-4")
    void(acme, charge)
    heard()
    view = reverse(acme, charge, "level-2", reason="It was a setting")
    assert (view.price, view.charged, view.is_bug, view.basis) == (25, 25, False, Basis.ITEMS)
    name, data = heard.one()
    assert (name, data["old"], data["new"], data["reason_code"]) == ("PriceChanged", 0, 25, "bug_reversed")
    assert acme.price(charge, "level-3").charged == 40


def test_a_reversed_price_may_wait(acme):
    charge, other = acme.open(), acme.open()
    acme.price(charge, "level-4")
    void(acme, charge)
    acme.price(other, "level-4")
    view = reverse(acme, charge, "level-4")
    assert (view.price, view.charged, view.waiting_for) == (80, 0, 40)


def test_a_reversed_price_may_be_asked(acme):
    charge = acme.open(agreed_up_to=40)
    acme.price(charge, "level-3")
    void(acme, charge)
    view = reverse(acme, charge, "level-4")
    assert (view.price, view.charged, view.state, view.is_bug) == (0, 0, PriceState.ASKED, False)
    assert (view.basis, view.items) == (None, ())
    view = acme.decline(charge)
    assert (view.price, view.state) == (0, PriceState.CHARGED)
    assert reverse_refused(acme, charge) == "NotABug"


def reverse_refused(account, charge) -> str:
    with pytest.raises(NotABug) as refused:
        reverse(account, charge, "level-1")
    return refused.value.code


def test_a_closed_bug_is_reopened_before_it_is_reversed(acme, refused):
    charge = acme.open()
    acme.price(charge, "level-2")
    void(acme, charge)
    acme.settle(charge)
    with refused(ChargeSettled, reference=acme.see(charge).reference):
        reverse(acme, charge, "level-2")
    actions.unsettle(charge_id=charge, by=DORA, now=acme.now)
    assert reverse(acme, charge, "level-2").charged == 25


def test_what_is_no_bug_is_not_reversed(acme, refused):
    charge = acme.open()
    acme.price(charge, "level-2")
    with refused(NotABug, reference=acme.see(charge).reference):
        reverse(acme, charge, "level-2")
    with refused(InvalidInput):
        reverse(acme, charge)


def test_reversing_twice_under_a_key(acme, unchanged):
    charge = acme.open()
    void(acme, charge)
    reverse(acme, charge, "level-2", key="k")
    with unchanged():
        reverse(acme, charge, "level-2", key="k")


def test_bug_reversed_bug_again(acme):
    charge = acme.open()
    acme.price(charge, "level-2")
    void(acme, charge)
    reverse(acme, charge, "level-3")
    assert void(acme, charge).charged == 0
    assert acme.available == 120


# Own fault


def test_own_fault_returns_everything(acme, heard):
    charge = acme.open(delivery="phone")
    acme.price(charge, "level-3")
    acme.settle(charge)
    heard()
    view = own_fault(acme, charge, reason="Our update broke your shop")
    assert (view.price, view.charged, view.basis, view.state) == (0, 0, Basis.OWN_FAULT, PriceState.RETURNED)
    assert view.items == (Line("level-3", 1, 40),)
    assert acme.available == 120
    name, data = heard.one()
    assert (name, data["points"], data["reason_code"]) == ("PointsReturned", 80, "own_fault")


def test_own_fault_twice_or_after_a_bug_changes_nothing(acme, unchanged):
    spoilt, bug = acme.open(), acme.open()
    acme.price(spoilt, "level-2")
    own_fault(acme, spoilt)
    void(acme, bug)
    with unchanged():
        own_fault(acme, spoilt)
        own_fault(acme, bug)


def test_own_fault_does_not_grow_with_the_delivery(acme):
    charge = acme.open()
    acme.price(charge, "level-2")
    own_fault(acme, charge)
    assert acme.deliver(charge, "phone").price == 0


def test_a_bug_after_own_fault_is_a_bug(acme):
    charge = acme.open()
    acme.price(charge, "level-2")
    own_fault(acme, charge)
    assert void(acme, charge).is_bug is True


@pytest.mark.parametrize("verdict", [void, own_fault])
def test_a_verdict_decides_an_open_review_as_return(acme, verdict, heard):
    charge = acme.open()
    acme.price(charge, "level-2")
    actions.ask_review(charge_id=charge, by=acme.anna, now=acme.now)
    heard()
    view = verdict(acme, charge, reason="You were right")
    assert (view.review.state, view.review.answer, view.review.decided_by) == (
        ReviewState.RETURNED, "You were right", "Dora",
    )  # fmt: skip
    assert heard.names() == ["PointsReturned"]


def merge(account, charge, **fields):
    return actions.merge_into(charge_id=charge, into_id=account.open(), by=DORA, now=account.now, **fields)


@pytest.mark.parametrize("verdict", [void, own_fault, merge])
def test_a_review_gets_its_answer_where_the_price_is_0_already(acme, verdict, heard):
    charge = acme.open()
    acme.price(charge, "level-2")
    actions.ask_review(charge_id=charge, by=acme.anna, now=acme.now)
    acme.price(charge, "level-0")
    heard()
    assert verdict(acme, charge, reason="You were right").review.answer == "You were right"
    name, data = heard.one()
    assert (name, data["result"], data["old"], data["new"]) == ("ReviewDecided", "returned", 0, 0)


# Who and what


@pytest.mark.parametrize(
    ("verb", "extra"),
    [
        (actions.own_fault, {}),
        (actions.reverse_bug, {"items": [("level-1", 1)]}),
    ],
)
def test_verdicts_are_for_staff_on_tickets_that_stand(acme, refused, verb, extra):
    charge, survivor = acme.open(), acme.open()
    with refused(NotAllowed, verb=verb.__name__):
        verb(charge_id=charge, by=acme.anna, now=acme.now, **extra)
    with refused(NotFound, kind="charge", ref="0"):
        verb(charge_id=0, by=EMIL, now=acme.now, **extra)
    with refused(InvalidInput, field="reason", problem="nul"):
        verb(charge_id=charge, by=EMIL, now=acme.now, reason="\x00", **extra)
    actions.merge_into(charge_id=charge, into_id=survivor, by=DORA, now=acme.now)
    with refused(ChargeMerged, reference=acme.see(charge).reference, into=acme.see(survivor).reference):
        verb(charge_id=charge, by=EMIL, now=acme.now, **extra)


def test_a_bug_is_told_by_staff_also_of_a_merged_ticket(acme, refused, heard, unchanged):
    charge, survivor = acme.open(), acme.open()
    for verb in (actions.void_for_bug, actions.clear_bug):
        with refused(NotAllowed, verb=verb.__name__):
            verb(charge_id=charge, by=acme.anna, now=acme.now)
        with refused(NotFound, kind="charge", ref="0"):
            verb(charge_id=0, by=EMIL, now=acme.now)
        with refused(InvalidInput, field="reason", problem="nul"):
            verb(charge_id=charge, by=EMIL, now=acme.now, reason="\x00")
    acme.price(charge, "level-2")
    actions.merge_into(charge_id=charge, into_id=survivor, by=DORA, now=acme.now)
    heard()
    assert (void(acme, charge).is_bug, heard()) == (True, [])
    with unchanged():
        void(acme, charge)
    after = actions.undo_merge(charge_id=charge, by=DORA, now=acme.now)
    assert (after.price, after.items, after.basis, after.is_bug, heard()) == (0, (WARRANTY,), Basis.BUG, True, [])


# The bug was another ticket's


def clear(account, charge, **fields):
    return actions.clear_bug(charge_id=charge, by=DORA, now=account.now, **fields)


@pytest.mark.parametrize("what", ["unpriced", "quote", "waiting", "phone"])
def test_cleared_it_costs_what_it_cost(acme, what):
    charge = acme.open(agreed_up_to=None, delivery="phone" if what == "phone" else "online")
    if what == "quote":
        acme.quote(charge, 100)
        acme.accept(charge)
    elif what != "unpriced":
        acme.price(charge, "installation" if what == "waiting" else "level-2")
    before = acme.see(charge)
    void(acme, charge)
    after = clear(acme, charge)
    assert (after.price, after.charged, after.basis, after.items, after.multiplier, after.is_bug) == (
        before.price, before.charged, before.basis, before.items, before.multiplier, False,
    )  # fmt: skip


def test_cleared_it_is_told_and_not_asked_about_again(acme, heard):
    charge = acme.open(agreed_up_to=0)
    acme.price(charge, "level-2")
    acme.accept(charge)
    void(acme, charge)
    heard()
    assert clear(acme, charge).charged == 25
    name, data = heard.one()
    assert (name, data["old"], data["new"], data["reason_code"]) == ("PriceChanged", 0, 25, "bug_reversed")


def test_what_is_not_cleared(acme, refused):
    charge = acme.open()
    acme.price(charge, "level-2")
    with refused(NotABug, reference=acme.see(charge).reference):
        clear(acme, charge)
    void(acme, charge)
    acme.settle(charge)
    with refused(ChargeSettled, reference=acme.see(charge).reference):
        clear(acme, charge)


def test_cleared_while_merged_it_costs_what_it_cost_once_it_stands_again(acme):
    charge, survivor = acme.open(), acme.open()
    acme.price(charge, "level-2")
    void(acme, charge)
    actions.merge_into(charge_id=charge, into_id=survivor, by=DORA, now=acme.now)
    assert (clear(acme, charge).is_bug, acme.available) == (False, 120)
    assert actions.undo_merge(charge_id=charge, by=DORA, now=acme.now).charged == 25
