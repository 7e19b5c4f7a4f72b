"""fork, merge_into, undo_merge: R2, rulings 17, 22 and 30."""

import pytest
from tests.factories.cast import DORA, EMIL
from tests.factories.charges import make_account

from pointdesk.charges import actions
from pointdesk.charges.errors import ChargeMerged, ChargeNotMerged, ChargeSettled, NoOpenQuote
from pointdesk.charges.queries import history
from pointdesk.charges.rules import Basis, Line, PriceState, ReviewState
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound

pytestmark = pytest.mark.django_db


def merge(account, charge, into, **fields):
    return actions.merge_into(charge_id=charge, into_id=into, by=DORA, now=account.now, **fields)


def undo(account, charge, **fields):
    return actions.undo_merge(charge_id=charge, by=DORA, now=account.now, **fields)


@pytest.fixture
def two(acme):
    """Two tickets of 25 and 40 points."""
    charge, survivor = acme.open(), acme.open()
    acme.price(charge, "level-2")
    acme.price(survivor, "level-3")
    return charge, survivor


# Split


def test_a_second_issue_costs_on_its_own(acme, heard):
    charge = acme.open(delivery="phone")
    acme.price(charge, "level-2")
    heard()
    split = actions.fork(charge_id=charge, reference="split", by=DORA, now=acme.now)
    assert (split.reference, split.price, split.charged, split.state) == ("split", None, 0, PriceState.UNPRICED)
    assert (split.customer_id, split.line_id, split.wallet_id) == (acme.customer.id, acme.line.id, acme.wallet)
    origin = acme.see(charge)
    assert (split.price_list_id, split.opened_on) == (origin.price_list_id, origin.opened_on)
    assert (split.delivery, split.urgent) == ("online", False)
    assert heard() == []
    assert [line.kind for line in history(split.id)] == ["split"]
    assert acme.price(split.id, "level-1").charged == 10
    assert acme.see(charge).charged == 50


@pytest.mark.parametrize(("agreed_up_to", "after"), [(None, None), (40, 0), (0, 0)])
def test_consent_to_one_issue_is_none_to_another(acme, agreed_up_to, after):
    charge = acme.open(agreed_up_to=agreed_up_to)
    assert actions.fork(charge_id=charge, reference="split", by=DORA, now=acme.now).agreed_up_to == after


def test_who_splits(acme, refused):
    charge = acme.open()
    with refused(NotAllowed, verb="fork"):
        actions.fork(charge_id=charge, reference="split", by=acme.anna, now=acme.now)
    with refused(NotFound, kind="charge", ref="0"):
        actions.fork(charge_id=0, reference="split", by=DORA, now=acme.now)


# Merge


def test_the_survivors_price_stays_and_the_others_is_returned(acme, two, heard):
    charge, survivor = two
    heard()
    view = merge(acme, charge, survivor, reason="The same issue")
    assert (view.price, view.charged, view.basis, view.merged_into) == (0, 0, Basis.MERGED, survivor)
    assert view.state is PriceState.RETURNED
    assert (acme.see(survivor).charged, acme.available) == (40, 80)
    name, data = heard.one()
    assert (name, data["old"], data["points"], data["reason_code"]) == ("PointsReturned", 25, 25, "merged")


def test_merging_twice_is_merging_once(acme, two, unchanged):
    merge(acme, *two)
    with unchanged():
        merge(acme, *two)


def test_a_merged_ticket_has_no_price_of_its_own(acme, two, refused):
    (charge, survivor), third = two, acme.open()
    merge(acme, charge, survivor)
    facts = {"reference": acme.see(charge).reference, "into": acme.see(survivor).reference}
    with refused(ChargeMerged, **facts):
        acme.price(charge, "level-2")
    with refused(ChargeMerged, **facts):
        acme.quote(charge, 100)
    with refused(ChargeMerged, **facts):
        acme.deliver(charge, "phone")
    with refused(ChargeMerged, **facts):
        actions.set_urgent(charge_id=charge, urgent=False, by=DORA, now=acme.now)
    with refused(ChargeMerged, **facts):
        actions.ask_review(charge_id=charge, by=acme.anna, now=acme.now)
    with refused(ChargeMerged, **facts):
        actions.decide_review(charge_id=charge, verdict="keep", by=EMIL, now=acme.now, reason="No")
    with refused(ChargeMerged, **facts):
        merge(acme, survivor, charge)
    with refused(ChargeMerged, **facts):
        merge(acme, charge, third)


def test_everything_open_ends(acme, refused):
    charge, survivor = acme.open(agreed_up_to=40), acme.open()
    acme.price(charge, "level-2")
    actions.ask_review(charge_id=charge, by=acme.anna, now=acme.now)
    asked = acme.open(agreed_up_to=0)
    acme.price(asked, "level-4")
    offer = acme.offer(asked)
    waiting = acme.open()
    acme.price(waiting, "installation")
    for one in (charge, asked, waiting):
        merge(acme, one, survivor)
    assert acme.see(charge).review.state is ReviewState.RETURNED
    assert acme.see(waiting).waiting_since is None
    with refused(NoOpenQuote):
        actions.accept(offer_id=offer, by=acme.anna, now=acme.now)
    assert acme.available == 120


def test_what_is_not_merged(acme, two, refused, now):
    charge, survivor = two
    stranger = make_account(10, now=now, name="Carla's firm", line=acme.line).open()
    with refused(InvalidInput, field="into", problem="itself"):
        merge(acme, charge, charge)
    with refused(InvalidInput, field="into", problem="other_customer"):
        merge(acme, charge, stranger)
    with refused(NotFound, kind="charge", ref="0"):
        merge(acme, charge, 0)
    with refused(NotAllowed, verb="merge_into"):
        actions.merge_into(charge_id=charge, into_id=survivor, by=acme.anna, now=now)
    acme.settle(charge)
    with refused(ChargeSettled, reference=acme.see(charge).reference):
        merge(acme, charge, survivor)


def test_into_a_closed_ticket(acme, two):
    charge, survivor = two
    acme.settle(survivor)
    assert merge(acme, charge, survivor).charged == 0


# Undo


def test_undone_it_has_its_former_price_again(acme, two, heard):
    charge, survivor = two
    acme.deliver(charge, "phone")
    before = acme.see(charge)
    merge(acme, charge, survivor)
    heard()
    view = undo(acme, charge, reason="Two issues after all")
    assert (view.price, view.charged, view.merged_into) == (50, 50, None)
    assert (view.basis, view.items, view.multiplier) == (before.basis, before.items, before.multiplier)
    name, data = heard.one()
    assert (name, data["old"], data["new"], data["reason_code"]) == ("PriceChanged", 0, 50, "unmerged")


def test_undone_it_may_wait(acme):
    charge, survivor, other = acme.open(), acme.open(), acme.open()
    acme.price(charge, "level-4")
    merge(acme, charge, survivor)
    acme.price(other, "level-4")
    view = undo(acme, charge)
    assert (view.price, view.charged, view.waiting_for) == (80, 0, 40)


def test_undone_it_is_not_asked_about_again(acme):
    charge, survivor = acme.open(agreed_up_to=0), acme.open()
    acme.price(charge, "level-2")
    acme.accept(charge)
    merge(acme, charge, survivor)
    assert undo(acme, charge).charged == 25


@pytest.mark.parametrize("what", ["unpriced", "bug", "quote", "waiting"])
def test_undone_it_is_what_it_was(acme, what):
    charge, survivor = acme.open(), acme.open()
    if what == "bug":
        actions.void_for_bug(charge_id=charge, by=DORA, now=acme.now)
    elif what == "quote":
        acme.quote(charge, 100)
        acme.accept(charge)
    elif what == "waiting":
        acme.price(charge, "installation")
    before = acme.see(charge)
    merge(acme, charge, survivor)
    after = undo(acme, charge)
    assert (after.price, after.charged, after.basis, after.items, after.is_bug, after.waiting_for) == (
        before.price, before.charged, before.basis, before.items, before.is_bug, before.waiting_for,
    )  # fmt: skip


def test_merged_and_undone_again_and_again(acme, two):
    for _ in range(3):
        merge(acme, *two)
        assert acme.available == 80
        assert undo(acme, two[0]).items == (Line("level-2", 1, 25),)
        assert acme.available == 55


def test_what_was_merged_into_a_merged_ticket_is_undone_on_its_own(acme, two):
    charge, survivor = two
    third = acme.open()
    merge(acme, charge, survivor)
    merge(acme, survivor, third)
    assert undo(acme, charge).charged == 25
    assert undo(acme, survivor).charged == 40


def test_what_is_not_undone(acme, two, refused):
    charge, survivor = two
    with refused(ChargeNotMerged, reference=acme.see(charge).reference):
        undo(acme, charge)
    merge(acme, charge, survivor)
    with refused(NotAllowed, verb="undo_merge"):
        actions.undo_merge(charge_id=charge, by=acme.anna, now=acme.now)
    acme.settle(charge)
    with refused(ChargeSettled):
        undo(acme, charge)
    actions.unsettle(charge_id=charge, by=DORA, now=acme.now)
    assert undo(acme, charge).charged == 25
