"""docs/policies.md against the settings: every one is there, with its default and its bounds."""

import re
from pathlib import Path

from pointdesk.vendor.models import Vendor
from pointdesk.vendor.rules import BOUNDS, checked_policies

PAGE = (Path(__file__).parents[2] / "docs" / "policies.md").read_text()
ROWS = {
    match[1]: [cell.strip().strip("`") for cell in match[2].split("|")]
    for match in re.finditer(r"^\| `(\w+)` \|(.*)\|$", PAGE, re.MULTILINE)
}
SWITCHES = {"shared_wallet", "urgent_offered", "pricer_may_decide"}


def test_every_setting_of_the_policies_is_on_the_page():
    assert set(ROWS) == {*BOUNDS, *SWITCHES, "time_zone", "reminder_days"}
    # Each is a setting, with a default that it accepts.
    defaults = {name: getattr(Vendor(), name) for name in ROWS}
    assert checked_policies(defaults) == defaults


def test_the_page_names_the_defaults():
    assert {name: row[1] for name, row in ROWS.items()} == {name: written(getattr(Vendor(), name)) for name in ROWS}


def written(value: object) -> str:
    match value:
        case None:
            return "no limit"
        case bool():
            return str(value).lower()
        case list():
            return ", ".join(map(str, value))
    return str(value)


def test_the_page_names_the_bounds():
    for name, (least, most) in BOUNDS.items():
        assert ROWS[name][2].endswith(f"{least}–{most}")


def test_every_policy_is_on_the_page_once_and_in_order():
    assert re.findall(r"^\*\*(P\d+) ", PAGE, re.MULTILINE) == [f"P{number}" for number in range(1, 25)]
