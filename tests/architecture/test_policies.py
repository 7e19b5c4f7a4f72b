"""Every policy of docs/policies.md, and every setting of one, is tried by a test that names it."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
POLICIES = (TESTS.parent / "docs" / "policies.md").read_text()
NUMBERS = re.findall(r"^\*\*(P\d+)", POLICIES, re.MULTILINE)
RULES, SETTINGS = POLICIES.split("## Settings")
# The rooms where a setting is only kept or shown; what it does is tried elsewhere.
KEEPERS = {"architecture", "vendor", "catalog", "factories", "desk", "portal", "play"}


def files_that_say(pattern: str) -> list[Path]:
    files = [
        f for f in TESTS.rglob("*") if f.suffix in (".py", ".yaml") and f.relative_to(TESTS).parts[0] not in KEEPERS
    ]
    return [f for f in files if re.search(pattern, f.read_text())]


def test_there_are_twenty_four_policies():
    assert [f"P{number}" for number in range(1, 25)] == NUMBERS


@pytest.mark.parametrize("number", NUMBERS)
def test_a_policy_is_named_by_its_tests(number):
    assert files_that_say(rf"\b{number}\b")


@pytest.mark.parametrize("setting", sorted(set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", SETTINGS))))
def test_a_setting_is_tried_with_another_value(setting):
    assert files_that_say(rf"\b{setting}[=:]")
