from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.catalog.test_scheme_file import CHANGED
from tests.factories.cast import EMIL
from tests.factories.vendor import make_line

from pointdesk.audit.models import Record
from pointdesk.catalog.models import PriceList
from pointdesk.kit import clock
from pointdesk.sales.management.scheme_words import PROBLEMS
from pointdesk.vendor.actions import create_product, fix_shared_wallet

FILE = Path(__file__).parents[2] / "schemes" / "x-cart.yaml"
WARNING = "warning: a point in points-300 costs 0.917 EUR, more than in points-120 (0.792)"


@pytest.fixture(autouse=True)
def standing_clock(now):
    with clock.told_by(clock.StoppedClock(now)):
        yield


@pytest.fixture
def scheme(capsys):
    def run(*arguments) -> list[str]:
        call_command("scheme", *map(str, arguments))
        return capsys.readouterr().out.splitlines()

    return run


@pytest.fixture
def edited(tmp_path):
    """The published scheme with changes in its text."""

    def edit(*changes: tuple[str, str]) -> Path:
        text = FILE.read_text()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "edited.yaml"
        path.write_text(text)
        return path

    return edit


def test_check_says_what_a_file_holds_and_needs_no_database(scheme):
    assert scheme("check", FILE) == ["X-Cart: 12 items in 3 groups, 3 packs, 25 texts, 4 SKUs", WARNING]


@pytest.mark.django_db
def test_load_tells_what_it_changed_and_then_nothing(scheme):
    first = scheme("load", FILE)
    assert first[:8] == [
        "vendor.name: Support → AlterMarket",
        "vendor.phone: +30-210-9565421",
        "line.name: X-Cart",
        "line.category: E-commerce (X-Cart)",
        "line.welcome_points: 200",
        "products.x-cart: X-Cart",
        "price list: version 1 in force from 2026-05-05",
        "  multipliers phone_multiplier: new, 2",
    ]
    assert {"  items other: new, upon request", "  packs points-60: new, 60 points for 50.00 EUR"} <= set(first)
    assert first[-2:] == ["SKU XC-POINTS-300: pack points-300", WARNING]
    assert scheme("load", FILE) == ["nothing changes", WARNING]


@pytest.mark.django_db
def test_preview_tells_every_change_and_writes_nothing(scheme, edited):
    scheme("load", FILE)
    before = PriceList.objects.count(), Record.objects.count()
    file = edited(
        ("points: 25\n", "points: 30\n"),
        ("points: upon request", "points: 200"),
        ("net_cents: 5000", "net_cents: 5500"),
        ("phone_multiplier: 2", "phone_multiplier: 3"),
        ("reopen_days: 14", "reopen_days: 7"),
        ("[60, 30, 7, 1]", "[7]"),
        ("      en: Level 0\n", "      en: Level nought\n"),
        ("    - sku: XC-POINTS-60\n      pack: points-60", "    - sku: XC-POINTS-60\n      ignore: true"),
    )
    assert scheme("load", file, "--from", "2026-06-01", "--preview") == [
        "policies.reopen_days: 14 → 7",
        "policies.reminder_days: 60, 30, 7, 1 → 7",
        "price list: version 2 in force from 2026-06-01",
        "  tickets opened before keep their list; version 1 is replaced",
        "  multipliers phone_multiplier: 2 → 3",
        "  items level-0 names: en: Level 0 → Level nought",
        "  items level-2: 25 points → 30 points",
        "  items other: upon request → 200 points",
        "  packs points-60: 50.00 → 55.00",
        "SKU XC-POINTS-60: pack points-60 → nothing",
        "preview: nothing was written",
        "warning: a point in points-300 costs 0.917 EUR, more than in points-120 (0.792)",
    ]
    assert (PriceList.objects.count(), Record.objects.count()) == before


def refusal(scheme, *arguments) -> tuple[str, int]:
    before = Record.objects.count()
    with pytest.raises(CommandError) as refused:
        scheme(*arguments)
    assert Record.objects.count() == before
    return str(refused.value), refused.value.returncode


@pytest.mark.django_db
def test_a_malformed_file_is_refused_with_line_and_reason(scheme, edited):
    file = edited(("    points: 10\n", ""))
    assert refusal(scheme, "load", file) == (f"{file}:67: items.2.points: is missing", 2)
    file = edited(("points: 10\n", "points: 1O\n"))
    assert refusal(scheme, "check", file) == (
        f"{file}:69: items.2.points: must be a whole number, written plainly (1O)", 2,
    )  # fmt: skip
    assert refusal(scheme, "load", file.with_name("none.yaml")) == (
        f"{file.with_name('none.yaml')}: No such file or directory", 2,
    )  # fmt: skip
    assert refusal(scheme, "load", file.parent) == (f"{file.parent}: Is a directory", 2)


@pytest.mark.django_db
def test_a_sound_file_that_cannot_be_loaded_says_why_and_what_to_do(scheme, edited, now):
    scheme("load", FILE)
    scheme("load", edited(("points: 10\n", "points: 11\n")), "--from", "2026-07-01")
    fix_shared_wallet(now=now)
    create_product(line_id=make_line("other").pk, code="taken", name="Taken", by=EMIL, now=now)
    file = edited(("points: 10\n", "points: 12\n"))
    for arguments, words in [
        (("--from", "2026-05-04"), "prices cannot change on 2026-05-04, which is past; name 2026-05-05 or a later day"),
        ((), "version 2 is planned for 2026-07-01; withdraw it, or load for that day or a later one"),
    ]:
        assert refusal(scheme, "load", file, *arguments) == (f"{file}: {words}", 1)
        assert refusal(scheme, "load", file, *arguments, "--preview") == (f"{file}: {words}", 1)
    for change, words in [
        (("points: 60\n    net", "points: 61\n    net"),
         "the pack points-60 was sold with 60 points; give a pack with other points a code of its own"),
        (("shared_wallet: false", "shared_wallet: true"), "points exist already, so shared_wallet stays false"),
        (("products:\n", "products:\n  - {code: taken, name: Taken}\n"),
         "the product taken belongs to another product line"),
    ]:  # fmt: skip
        file = edited(change)
        assert refusal(scheme, "load", file, "--from", "2026-07-01") == (f"{file}: {words}", 1)


def test_every_problem_of_a_file_has_a_sentence():
    assert {case[-1] for case in CHANGED} - set(PROBLEMS) == set()
