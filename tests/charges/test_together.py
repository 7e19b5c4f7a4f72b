"""Several processes at the same moment, on a database where commits are commits."""

from collections import Counter

import pytest
from tests.charges.crowd import Crowd
from tests.factories.cast import DORA, EMIL
from tests.factories.charges import Account, make_account, make_priced_line

from pointdesk.charges import actions
from pointdesk.charges.models import Charge, PriceStep, Review
from pointdesk.charges.queries import charge_view, discrepancies, history, queue_of
from pointdesk.charges.rules import OfferState, served
from pointdesk.ledger import queries as ledger


def order(account: Account, verb: str, **fields):
    """An order for the crowd; `by` is dora, emil, or (anna) the customer's number."""
    timed = {"now": account.now.isoformat(), **fields}
    return {"verb": verb, "fields": timed}


def price(account, charge, code, by="dora", **fields):
    return order(account, "set_price", charge_id=charge, items=[(code, 1)], by=by, **fields)


def all_is_well(account: Account) -> None:
    """Charges agree with the ledger, and nobody waits who could be served."""
    assert discrepancies() == []
    queue = [charge.place for charge in queue_of(account.wallet)]
    assert served(queue, account.available) == ()


@pytest.fixture
def crowd(committed_db, request):
    with Crowd(request.param) as crowd:
        yield crowd


def of(size: int) -> pytest.MarkDecorator:
    """How many processes a test asks for; each takes a moment to start."""
    return pytest.mark.parametrize("crowd", [size], indirect=True)


@of(2)
def test_two_agents_price_two_tickets(crowd, now):
    for round in range(10):
        acme = make_account(60, now=now, name=f"Acme {round}", line=make_priced_line(now=now))
        one, two = acme.open(), acme.open()
        assert crowd.act([price(acme, one, "level-3"), price(acme, two, "level-2", "emil")]) == ["done", "done"]
        first, second = acme.see(one), acme.see(two)
        assert (acme.available, first.charged, first.waiting_for, second.charged, second.waiting_for) in [
            (20, 40, 0, 0, 5),
            (35, 0, 5, 25, 0),
        ]
        all_is_well(acme)


@of(8)
def test_eight_price_on_one_wallet(crowd, now):
    acme = make_account(200, now=now, line=make_priced_line(now=now))
    charges = [acme.open() for _ in range(8)]
    assert crowd.act([price(acme, charge, "level-3") for charge in charges]) == ["done"] * 8
    views = [acme.see(charge) for charge in charges]
    assert Counter(view.charged for view in views) == {40: 5, 0: 3}
    assert sorted(view.waiting_for for view in views) == [0] * 5 + [40, 80, 120]
    assert acme.available == 0
    all_is_well(acme)
    # Then points come, and eight serve at once: everybody is charged once.
    acme.lot(100)
    assert crowd.act([order(acme, "serve_queue", wallet_id=acme.wallet)] * 8) == ["done"] * 8
    assert Counter(acme.see(charge).charged for charge in charges) == {40: 7, 0: 1}
    assert (acme.available, PriceStep.objects.filter(kind="served").count()) == (20, 2)
    all_is_well(acme)


@of(8)
def test_rising_falling_serving_and_returning_at_once(crowd, now):
    acme = make_account(300, now=now, line=make_priced_line(now=now))
    charges = [acme.open() for _ in range(6)]
    for charge in charges:
        acme.price(charge, "medium-mod")
    for codes in (("level-4", "installation"), ("level-1", "level-3"), ("installation", "level-2")):
        for charge in charges[:4]:
            actions.set_price(charge_id=charge, items=[("level-2", 1)], by=DORA, now=now)
        answers = crowd.act(
            [
                price(acme, charges[0], codes[0]),
                price(acme, charges[1], codes[1], "emil"),
                price(acme, charges[2], codes[0]),
                price(acme, charges[3], codes[1]),
                order(acme, "set_delivery", charge_id=charges[4], delivery="phone", by="dora"),
                order(acme, "own_fault", charge_id=charges[5], by="emil"),
                order(acme, "serve_queue", wallet_id=acme.wallet),
                order(acme, "set_delivery", charge_id=charges[0], delivery="phone", by="emil"),
            ]
        )
        assert answers == ["done"] * 8
        all_is_well(acme)
        held = sum(Charge.objects.values_list("charged", flat=True))
        assert acme.available + held == 300


@of(4)
def test_every_verb_double_clicked(crowd, now):
    acme = make_account(1000, now=now, line=make_priced_line(now=now))
    anna = acme.customer.id

    def clicked(*orders):
        answers = crowd.act([o for o in orders for _ in range(4 // len(orders))])
        all_is_well(acme)
        return Counter(answers)

    charge, capped = acme.open(), acme.open(agreed_up_to=0)
    steps = 1

    def one_step_more():
        nonlocal steps
        steps += 1
        assert [line.number for line in history(charge)] == [*range(1, steps + 1)]
        return acme.see(charge)

    assert clicked(price(acme, charge, "level-2", key="k1")) == {"done": 4}
    assert one_step_more().charged == 25
    assert clicked(price(acme, charge, "level-3")) == {"done": 4}
    assert one_step_more().charged == 40
    dearer, cheaper = price(acme, charge, "level-4", key="k2"), price(acme, charge, "level-1", key="k2")
    assert clicked(dearer, cheaper) == {"done": 2, "SameKeyOtherRequest": 2}
    assert one_step_more().charged in (80, 10)
    assert clicked(order(acme, "set_delivery", charge_id=charge, delivery="phone", by="dora")) == {"done": 4}
    assert one_step_more().charged in (160, 20)
    quote = order(acme, "quote", charge_id=charge, points=500, text="A module", by="dora")
    assert clicked(quote) == {"done": 4}
    offer = one_step_more().open_offer.id
    assert clicked(order(acme, "accept", offer_id=offer, by=anna)) == {"done": 4}
    assert one_step_more().charged == 500
    assert clicked(order(acme, "ask_review", charge_id=charge, by=anna)) == {"done": 1, "ReviewAlreadyOpen": 3}
    one_step_more()
    decision = order(acme, "decide_review", charge_id=charge, verdict="lower", points=400, by="emil", reason="Yes")
    assert clicked(decision) == {"done": 1, "NothingToReview": 3}
    assert one_step_more().charged == 400
    assert clicked(order(acme, "settle", charge_id=charge, by="dora")) == {"done": 4}
    one_step_more()
    assert clicked(order(acme, "unsettle", charge_id=charge, by="dora")) == {"done": 4}
    one_step_more()
    assert clicked(order(acme, "void_for_bug", charge_id=charge, by="dora")) == {"done": 4}
    assert one_step_more().charged == 0
    reversal = order(acme, "reverse_bug", charge_id=charge, items=[("level-2", 1)], by="dora")
    assert clicked(reversal) == {"done": 1, "NotABug": 3}
    assert one_step_more().charged == 50
    assert clicked(order(acme, "merge_into", charge_id=charge, into_id=capped, by="dora")) == {"done": 4}
    one_step_more()
    undoing = order(acme, "undo_merge", charge_id=charge, by="dora")
    assert clicked(undoing) == {"done": 1, "ChargeNotMerged": 3}
    assert one_step_more().charged == 50
    assert clicked(order(acme, "own_fault", charge_id=charge, by="dora")) == {"done": 4}
    assert one_step_more().charged == 0
    assert acme.available == 1000


@of(4)
def test_declined_again_and_again(crowd, now):
    acme = make_account(100, now=now, line=make_priced_line(now=now))
    charge = acme.open(agreed_up_to=0)
    acme.price(charge, "level-2")
    declining = order(acme, "decline", offer_id=acme.offer(charge), by=acme.customer.id)
    assert crowd.act([declining] * 4) == ["done"] * 4
    assert [line.kind for line in history(charge)] == ["opened", "priced", "declined"]


@of(2)
def test_accepted_while_another_price_is_set(crowd, now):
    acme = make_account(1000, now=now, line=make_priced_line(now=now))
    seen = Counter()
    for _ in range(10):
        charge = acme.open(agreed_up_to=0)
        acme.price(charge, "level-2")
        offer = acme.offer(charge)
        answers = crowd.act(
            [order(acme, "accept", offer_id=offer, by=acme.customer.id), price(acme, charge, "level-3", "emil")]
        )
        view = acme.see(charge)
        seen[answers[0]] += 1
        if answers == ["done", "done"]:
            # Accepted first: 25 holds, and the 40 that came afterwards is a question.
            assert (view.price, view.charged, view.open_offer.points) == (25, 25, 40)
        else:
            assert answers == ["StaleOffer", "done"]
            assert (view.price, view.charged, view.open_offer.points) == (None, 0, 40)
        all_is_well(acme)
    assert sum(seen.values()) == 10


@of(2)
def test_two_merges_in_opposite_directions_across_two_wallets(crowd, now):
    acme = make_account(100, now=now, line=make_priced_line(now=now))
    other = make_account(100, now=now, line=make_priced_line("other", now=now))
    for _ in range(5):
        one = acme.open()
        two = actions.open_charge(
            customer_id=acme.customer.id, line_id=other.line.id, reference=f"other-{one}", by=acme.anna, now=now
        ).id
        acme.price(one, "level-1")
        answers = crowd.act(
            [
                order(acme, "merge_into", charge_id=one, into_id=two, by="dora"),
                order(acme, "merge_into", charge_id=two, into_id=one, by="emil"),
            ]
        )
        assert Counter(answers) == {"done": 1, "ChargeMerged": 1}
        assert Charge.objects.filter(id__in=[one, two], merged_into=None).count() == 1
        all_is_well(acme)


@of(5)
def test_a_customer_is_merged_while_its_tickets_are_priced(crowd, now):
    for round in range(5):
        line = make_priced_line(now=now)
        old = make_account(100, now=now, name=f"Old {round}", line=line)
        new = make_account(100, now=now, name=f"New {round}", line=line)
        charges = [old.open() for _ in range(4)]
        answers = crowd.act(
            [
                order(
                    old, "move_to_customer", from_customer_id=old.customer.id, to_customer_id=new.customer.id, by="emil"
                ),
                *(price(old, charge, "level-2") for charge in charges),
            ]
        )
        assert answers[0] == "done"
        assert set(answers[1:]) <= {"done", "ChargeMoved"}
        for charge, answer in zip(charges, answers[1:], strict=True):
            view = charge_view(charge, now=now)
            assert (view.customer_id, view.wallet_id) == (new.customer.id, new.wallet)
            assert view.charged == (25 if answer == "done" else 0)
        assert discrepancies() == []
        held = sum(charge_view(charge, now=now).charged for charge in charges)
        assert old.available + new.available + held == 200


@of(4)
def test_a_review_decided_by_two_managers(crowd, now):
    acme = make_account(100, now=now, line=make_priced_line(now=now))
    charge = acme.open()
    acme.price(charge, "level-4", by=DORA)
    actions.ask_review(charge_id=charge, by=acme.anna, now=now)
    decisions = [
        order(acme, "decide_review", charge_id=charge, verdict="lower", points=n, by="emil", reason="Yes")
        for n in (10, 20, 30, 40)
    ]
    assert Counter(crowd.act(decisions)) == {"done": 1, "NothingToReview": 3}
    assert acme.see(charge).charged in (10, 20, 30, 40)
    assert Review.objects.exclude(state="open").count() == 1
    assert charge_view(charge, now=now).open_offer is None
    assert Charge.objects.filter(offers__state=OfferState.OPEN.value).count() == 0
    assert ledger.balance(acme.wallet, at=now) == 100 - acme.see(charge).charged
    assert EMIL.label in {line.by_label for line in history(charge)}
