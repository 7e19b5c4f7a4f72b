"""Whoever reads "P14" or "ruling 24" in the code can look it up in docs/policies.md and docs/rulings.md."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = "rulings.md"
TEXTS = (".py", ".html", ".css", ".js", ".yaml", ".md")
# "P12–P14" names three, "rulings 23–25" too; "rulings 17, 22 and 30" names what it says.
POLICY = re.compile(r"\bP(\d{1,2})(?:–P(\d{1,2}))?\b")
RULING = re.compile(r"\brulings?\s+(\d+(?:(?:–|, | and )\d+)*)", re.IGNORECASE)


def everything_written(*folders):
    for folder in folders:
        yield from (path for path in sorted((ROOT / folder).rglob("*")) if path.suffix in TEXTS)


def numbers(first, last=None):
    return range(int(first), int(last or first) + 1)


def rulings_named(text):
    for said in RULING.findall(text):
        for part in re.split(r", | and ", said):
            yield from numbers(*part.split("–"))


def written_down(page, heading):
    return {int(number) for number in re.findall(heading, (ROOT / "docs" / page).read_text(), re.MULTILINE)}


def test_every_policy_that_is_named_is_written_down():
    texts = [path.read_text() for path in everything_written("src", "docs", "tools")]
    named = {number for text in texts for span in POLICY.findall(text) for number in numbers(*span)}
    assert named - written_down("policies.md", r"^\*\*P(\d+)") == set()


def test_every_ruling_that_is_named_is_written_down_and_no_other_one():
    texts = [path.read_text() for path in everything_written("src", "docs", "tools", "tests") if path.name != PAGE]
    named = {number for text in texts for number in rulings_named(text)}
    assert written_down(PAGE, r"^\*\*Ruling (\d+)\.\*\*") == named
