"""Offers, reviews, closing, states, steps: the small rules."""

from datetime import date

import pytest

from pointdesk.charges.rules import (
    QUOTE_DAYS,
    Basis,
    PriceState,
    ReviewState,
    Signs,
    StepKind,
    Verdict,
    fingerprint,
    has_lapsed,
    is_evaluated,
    is_pricing,
    key_of,
    last_day,
    needs_reason,
    quote_of,
    reason_of,
    result_of,
    settled_price,
    state_of,
    too_late_to_ask,
)
from pointdesk.kit.errors import InvalidInput

MAY_5, MAY_20, MAY_21 = date(2026, 5, 5), date(2026, 5, 20), date(2026, 5, 21)


def test_a_quote_without_a_last_day_is_valid_for_thirty_days():
    assert QUOTE_DAYS == 30
    assert last_day(None, MAY_5) == date(2026, 6, 4)


def test_a_quote_may_end_today_but_not_yesterday():
    assert last_day(MAY_5, MAY_5) == MAY_5
    with pytest.raises(InvalidInput) as refused:
        last_day(date(2026, 5, 4), MAY_5)
    assert refused.value.facts() == {"field": "valid_until", "problem": "past"}


@pytest.mark.parametrize(("today", "lapsed"), [(MAY_20, False), (MAY_21, True)])
def test_the_last_day_is_included(today, lapsed):
    assert has_lapsed(MAY_20, today) is lapsed


def test_a_question_never_lapses():
    assert has_lapsed(None, date.max) is False


@pytest.mark.parametrize(
    ("today", "settled_on", "days", "late"),
    [
        (MAY_21, None, 1, False),
        (date.max, MAY_5, None, False),
        (MAY_20, MAY_5, 15, False),
        (MAY_21, MAY_5, 15, True),
        (MAY_5, MAY_5, 0, False),
    ],
    ids=["still open", "no limit", "last day", "a day later", "the day of closing itself"],
)
def test_the_days_for_asking(today, settled_on, days, late):
    assert too_late_to_ask(today, settled_on=settled_on, review_days=days) is late


def test_verdicts_have_results():
    assert [result_of(v) for v in Verdict] == [ReviewState.KEPT, ReviewState.LOWERED, ReviewState.RETURNED]
    with pytest.raises(InvalidInput):
        Verdict.named("raise")


@pytest.mark.parametrize(
    ("price", "was_offered", "may"),
    [(None, False, False), (None, True, True), (0, False, True), (25, True, True)],
)
def test_a_ticket_never_priced_cannot_be_settled(price, was_offered, may):
    assert is_evaluated(price, was_offered=was_offered) is may


def test_the_price_at_closing_is_what_was_charged():
    assert settled_price(50) == 50


@pytest.mark.parametrize(
    ("price", "charged", "needed"),
    [(25, 25, False), (0, 0, False), (160, 50, False), (25, 0, True), (None, 0, True)],
    ids=["charged", "free", "partly charged", "waited in vain", "first price declined"],
)
def test_when_closing_needs_a_reason(price, charged, needed):
    assert needs_reason(price, charged=charged) is needed


@pytest.mark.parametrize(
    ("signs", "state"),
    [
        (Signs(price=None), "unpriced"),
        (Signs(price=None, asked=True), "asked"),
        (Signs(price=40, basis=Basis.ITEMS, asked=True), "asked"),
        (Signs(price=40, basis=Basis.ITEMS, waiting=True), "waiting"),
        (Signs(price=40, basis=Basis.ITEMS, waiting=True, asked=True), "asked"),
        (Signs(price=40, basis=Basis.ITEMS), "charged"),
        (Signs(price=0, basis=Basis.ITEMS), "charged"),
        (Signs(price=40, basis=Basis.ITEMS, settled=True), "settled"),
        (Signs(price=40, basis=Basis.ITEMS, settled=True, under_review=True), "under_review"),
        (Signs(price=40, basis=Basis.ITEMS, asked=True, under_review=True), "under_review"),
        (Signs(price=40, basis=Basis.ITEMS, settled=True, last_review=ReviewState.KEPT), "kept"),
        (Signs(price=25, basis=Basis.REVIEW, settled=True, last_review=ReviewState.LOWERED), "lowered"),
        (Signs(price=0, basis=Basis.REVIEW, last_review=ReviewState.RETURNED), "returned"),
        (Signs(price=0, basis=Basis.BUG, settled=True), "returned"),
        (Signs(price=0, basis=Basis.OWN_FAULT), "returned"),
        (Signs(price=0, basis=Basis.MERGED), "returned"),
    ],
)
def test_the_state_is_read_from_the_charge(signs, state):
    assert state_of(signs) is PriceState(state)


ALWAYS = {StepKind.PRICED, StepKind.QUOTED, StepKind.BUG_REVERSED}
WHERE_IT_MATTERED = {StepKind.DELIVERY, StepKind.URGENCY, StepKind.REVIEW_DECIDED}


@pytest.mark.parametrize("kind", StepKind)
def test_who_has_priced(kind):
    assert is_pricing(kind, changed=False, offered=False) is (kind in ALWAYS)
    assert is_pricing(kind, changed=True, offered=False) is (kind in ALWAYS | WHERE_IT_MATTERED)
    assert is_pricing(kind, changed=False, offered=True) is (kind in ALWAYS | WHERE_IT_MATTERED)


@pytest.mark.parametrize(("words", "most"), [(reason_of, 2_000), (quote_of, 5_000), (key_of, 200)])
def test_words_are_bounded(words, most):
    assert words("ω" * most) == "ω" * most
    for bad in ("x" * (most + 1), "a\x00b", "\ud800"):
        with pytest.raises(InvalidInput):
            words(bad)


def test_only_a_reason_may_be_left_out():
    assert reason_of("") == ""
    for words in (quote_of, key_of, lambda text: reason_of(text, least=1)):
        with pytest.raises(InvalidInput):
            words(" ")


def test_a_fingerprint_tells_requests_apart():
    one = fingerprint("set_price", {"items": (("level-1", 1),)})
    assert one == fingerprint("set_price", {"items": [["level-1", 1]]})
    assert one != fingerprint("set_price", {"items": (("level-1", 2),)})
    assert one != fingerprint("quote", {"items": (("level-1", 1),)})
