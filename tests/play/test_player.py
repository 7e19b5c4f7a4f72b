"""The player: what it finds when something does not go as the story says."""

import pytest
from django.core import mail
from django.db import connection

from pointdesk.charges.errors import NoOpenQuote
from pointdesk.config.wiring import SCHEDULE
from pointdesk.customers.models import Customer
from pointdesk.kit import clock
from pointdesk.ledger.events import PointsArrived
from pointdesk.outbox.actions import publish
from pointdesk.play.acts import ACTS
from pointdesk.play.errors import StoryError
from pointdesk.play.player import play
from pointdesk.play.rules import verbs
from pointdesk.play.rules.story import parse_story
from pointdesk.sales.errors import BadSignature

GIVEN = "{lots: {acme: [{points: 60, until: 2027-01-31}]}}"
OPEN = "open: {ticket: T1, customer: acme}"


def played(furnished, *steps, given=GIVEN):
    lines = ["title: A story", f"given: {given}", "steps:", *(f"  - {step}" for step in steps)]
    return play(parse_story("\n".join(lines), "a.yaml"), furnished)


def outcomes(furnished, *steps, **fields):
    return [step.outcome for step in played(furnished, *steps, **fields).steps]


def differences(furnished, *steps, **fields):
    """The differences of the last step; all before it went well."""
    *before, last = played(furnished, *steps, **fields).steps
    assert [step.differences for step in before] == [()] * len(before)
    return list(last.differences)


def test_a_story_ends_at_the_first_step_that_fails(furnished):
    result = played(
        furnished, OPEN, "price: {ticket: T1, item: level-2}", "expect: {acme: {available: 36}}", "nightly:"
    )
    assert [(step.outcome, step.differences) for step in result.steps] == [
        ("done", ()),
        ("done", ()),
        ("fails", ("acme.available: expected 36, seen 35",)),
    ]
    assert not result.holds
    assert [(line.kind, line.points, line.balance, line.about) for line in result.statements[0].lines] == [
        ("adjustment", 60, 60, ""),
        ("charge", -25, 35, "T1"),
    ]


def test_a_refusal_that_was_not_told_fails(furnished):
    (difference,) = differences(furnished, OPEN, "accept: {ticket: T1}")
    assert difference.startswith("expected done, seen refused NoOpenQuote(reference=")


def test_another_refusal_than_told_fails(furnished):
    (difference,) = differences(furnished, OPEN, "{accept: {ticket: T1}, refused: StaleOffer}")
    assert difference.startswith("expected refused StaleOffer, seen refused NoOpenQuote(reference=")


def test_a_refusal_that_does_not_come_fails(furnished):
    assert differences(furnished, "{nightly: , refused: true}") == ["expected refused, seen done"]
    assert differences(furnished, "{nightly: , refused: NotAllowed}") == ["expected refused NotAllowed, seen done"]


def test_a_refusal_as_told_is_reported_with_its_facts(furnished):
    steps = ("{open: {ticket: T1, customer: acme, cap: -1}, refused: InvalidPoints}",)
    assert outcomes(furnished, *steps) == ["refused InvalidPoints(value='-1', least=0, most=1000000)"]


def test_a_refusal_that_writes_is_found(furnished, monkeypatch):
    def wicked(verb, stage, now):
        Customer.objects.create(name="Ghost", created_at=now)
        raise NoOpenQuote(reference="1")

    monkeypatch.setitem(ACTS, verbs.Nightly, wicked)
    assert differences(furnished, "{nightly: , refused: true}") == [
        "expected that a refusal writes nothing (invariant 7), seen customers_customer: 1 rows new or changed, 0 gone"
    ]


def test_a_program_that_breaks_is_told_at_its_step(furnished, monkeypatch):
    def broken(verb, stage, now):
        raise ZeroDivisionError("division by zero\nand more")

    monkeypatch.setitem(ACTS, verbs.Nightly, broken)
    told = "expected that the program works, seen ZeroDivisionError: division by zero"
    assert differences(furnished, OPEN, "nightly:") == [told]
    assert differences(furnished, OPEN, "{nightly: , refused: true}") == [told]
    assert differences(furnished, "together: [{nightly: }, {nightly: }]") == [
        f"{n} of together: {told}" for n in (1, 2)
    ]


def test_a_lot_that_does_not_add_up_is_found(furnished, monkeypatch):
    def corrupt(verb, stage, now):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE ledger_lot SET available = available - 10, charged = charged + 10")

    monkeypatch.setitem(ACTS, verbs.Nightly, corrupt)
    found = differences(furnished, "nightly:")
    assert any(line.startswith("the ledger does not verify: ") for line in found)
    assert any("(invariant 3): balance 50, live lots 50, end of the statement 60" in line for line in found)


def test_a_charge_that_holds_something_else_is_found(furnished, monkeypatch):
    def corrupt(verb, stage, now):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE charges_charge SET price = 30, charged = 30")

    monkeypatch.setitem(ACTS, verbs.Nightly, corrupt)
    found = differences(furnished, OPEN, "price: {ticket: T1, item: level-2}", "nightly:")
    assert next(line for line in found if "invariant 5" in line).endswith("(invariant 5): charged 30, held in lots 25")


def test_a_nightly_job_that_moves_points_is_found(furnished, monkeypatch):
    def spend(now):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE ledger_lot SET available = 0, expired = expired + available")

    monkeypatch.setitem(SCHEDULE, "wicked", ("00:00", spend))
    (found,) = differences(furnished, OPEN)
    assert found.endswith("(invariant 8): the nightly jobs make 0 of 60 points")


def test_a_reaction_that_fails_is_found(furnished, monkeypatch):
    def publish_nonsense(verb, stage, now):
        publish(PointsArrived(wallet_id=999999, customer_id=1, entry_seq=1, kind="gift", points=1), now=now)

    monkeypatch.setitem(ACTS, verbs.Nightly, publish_nonsense)
    found = differences(furnished, "nightly:")
    assert found[0].startswith("pointdesk.charges.reactions.charge_waiting failed on PointsArrived: NotFound")


def test_the_steps_of_together_are_told_apart(furnished):
    steps = ["nightly: ", "accept: {ticket: T1}", "{price: {ticket: T1, item: level-1}, refused: true}"]
    together = f"together: [{', '.join('{' + s + '}' if s[0] != '{' else s for s in steps)}]"
    found = differences(furnished, OPEN, together)
    assert found[0].startswith("2 of together: expected done, seen refused NoOpenQuote")
    assert found[1:] == ["3 of together: expected refused, seen done"]


def test_what_is_given_must_be_possible(furnished):
    with pytest.raises(StoryError) as error:
        played(furnished, "nightly:", given="{policies: {reopen_days: -1}}")
    assert str(error.value).startswith("a.yaml: what is given cannot be: InvalidInput(field='reopen_days'")


def test_the_clock_is_the_storys_while_it_plays_only(furnished, monkeypatch):
    seen = []
    monkeypatch.setitem(ACTS, verbs.Nightly, lambda verb, stage, now: seen.append(clock.now()))
    before = clock.now()
    played(furnished, "{at: 2031-01-01, nightly: }")
    assert [at.year for at in seen] == [2031]
    assert clock.now() >= before
    assert clock.now().year != 2031


def test_nobody_gets_mail(furnished):
    assert played(furnished, OPEN, "price: {ticket: T1, item: level-2}").holds
    assert mail.outbox == []


def test_every_verb_has_its_act_and_every_act_its_verb():
    assert set(ACTS) == set(verbs.VERBS.values())


def test_forged_orders_must_be_refused_and_listed(furnished):
    forged = "forged_order: {fault: stale, order: '1', customer: acme, status: paid, lines: [{sku: XC-LICENCE}]}"
    assert outcomes(furnished, forged) == ["refused StaleDelivery(shop='shop', age_seconds=3600)"]


def test_a_refused_delivery_that_nobody_lists_is_found(furnished, monkeypatch):
    def secretly(verb, stage, now):
        raise BadSignature(shop="shop")

    monkeypatch.setitem(ACTS, verbs.ForgedOrder, secretly)
    forged = "forged_order: {fault: bad-signature, order: '1', customer: a, status: paid, lines: [{sku: XC-LICENCE}]}"
    assert differences(furnished, forged) == ["expected that the refused delivery is listed, seen an inbox without it"]
