"""The texts of the demo are read whole, and name only what there is."""

import re
from random import Random

import pytest

from pointdesk.catalog.rules.shipped import shipped_scheme
from pointdesk.demo.issues import _file, drawn_issue, drawn_words, issue, phone_issue

ISSUES = list(_file()[0].values())


@pytest.mark.parametrize("told", ISSUES, ids=[told.code for told in ISSUES])
def test_an_issue_names_what_there_is(told):
    items = {item.code for item in shipped_scheme().content.items}
    assert {turn.price for turn in told.talk if turn.price} <= items
    words = drawn_words(Random(1), shop="shop.example", me="Anna", agent="Dora")
    texts = [
        told.subject,
        told.open,
        *(text for turn in told.talk for text in (turn.agent, turn.customer, turn.solved)),
    ]
    left = [match for text in texts for match in re.findall(r"\{\w+\}", words.fill(text))]
    assert left == []
    assert len(words.fill(told.subject)) <= 100


def test_everyday_issues_end_solved():
    unsolved = [told.code for told in ISSUES if told.weight and not told.solved]
    assert unsolved == []


def test_there_are_thirty_everyday_issues_in_two_languages():
    everyday = [told.language for told in ISSUES if told.weight]
    assert len(everyday) >= 30
    assert {"en", "el"} == set(everyday)


def test_drawing_repeats_itself():
    def draw():
        chance = Random(7)
        return drawn_issue("el", chance).code, phone_issue("en", chance).code, drawn_words(chance)

    assert draw() == draw()
    assert issue("installation").talk[0].price == "installation"
