"""The scheme file against the published page: nothing of it is lost, nothing in the price list is ours."""

import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from pointdesk.catalog.rules import dearer_packs, price_per_point
from pointdesk.catalog.rules.scheme import parse
from pointdesk.catalog.rules.shipped import shipped_scheme

ROOT = Path(__file__).parents[2]
FILE = ROOT / "schemes" / "x-cart.yaml"
# The one correction that is made: the page spells it wrongly.
PAGE = (Path(__file__).parent / "source-page.txt").read_text().replace("waranty", "warranty")
ROWS = [[cell.strip() for cell in line[1:-1].split("|")] for line in PAGE.splitlines() if line.startswith("|")]
PROSE = [line for line in PAGE.splitlines() if not line.startswith("|")]


@pytest.fixture(scope="module")
def scheme():
    return parse(FILE.read_bytes(), FILE.name)


def english(scheme) -> list[str]:
    content = scheme.content
    return [
        *(group.names["en"] for group in content.groups),
        *(words["en"] for item in content.items for words in (item.names, item.descriptions)),
        *(pack.names["en"] for pack in content.packs),
        *(text.texts["en"] for text in content.texts),
    ]


def sentences() -> list[str]:
    return [sentence for line in PROSE for sentence in re.split(r"(?<=\.) (?=[A-Z])", line)]


def test_every_sentence_of_the_page_is_a_text_in_the_pages_order(scheme):
    texts = [text.texts["en"] for text in scheme.content.texts]
    headings = {cell for row in ROWS for cell in row}
    assert [text for text in texts if text in PROSE or text in sentences()] == sentences()
    assert [text for text in texts if text not in sentences() and text not in headings] == [
        "Each subscription is a pack of points that you buy once. Nothing renews by itself."
    ]


def test_every_row_is_an_item_with_its_figure_and_words_in_the_pages_order(scheme):
    rows = [row for row in ROWS if len(row) == 3 and row[1] not in ("Points", "---")]
    groups = [row[0] for row in rows if not row[1]]
    items = [row for row in rows if row[1]]
    loaded = [
        [item.names["en"], "Upon request" if item.points is None else str(item.points), item.descriptions["en"]]
        for item in scheme.content.items
    ]
    assert loaded == items
    assert [f"{group.names['en']}:" for group in scheme.content.groups[:2]] == groups


def test_items_stand_in_the_pages_groups_and_services_in_one_of_their_own(scheme):
    assert {g.code: [i.code for i in scheme.content.items if i.group == g.code] for g in scheme.content.groups} == {
        "default": ["level-0", "level-1", "level-2", "level-3", "level-4", "warranty"],
        "custom": ["small-mod", "medium-mod"],
        "services": ["installation", "module-installation", "patch-application", "other"],
    }


def test_every_pack_is_loaded_as_published(scheme):
    packs = [row for row in ROWS if len(row) == 2 and row[1] not in ("Price", "---")]
    loaded = [[pack.names["en"], f"{pack.net_cents // 100} Euros"] for pack in scheme.content.packs]
    assert loaded == packs
    assert [pack.net_cents % 100 for pack in scheme.content.packs] == [0, 0, 0]


def test_every_cell_and_figure_of_the_page_is_in_the_file(scheme):
    words = set(english(scheme))
    figures = {str(item.points) for item in scheme.content.items} | {
        f"{pack.net_cents // 100} Euros" for pack in scheme.content.packs
    }
    cells = {cell.removesuffix(":") for row in ROWS for cell in row if cell and cell != "---"}
    assert cells - words - figures == set()
    file = FILE.read_text()
    assert [figure for figure in sorted(set(re.findall(r"\d+", PAGE))) if figure not in file] == []
    assert {int(f) for f in re.findall(r"(\d+) points", PAGE)} == {pack.points for pack in scheme.content.packs}


def test_the_rules_of_the_page_are_the_policies_of_the_file(scheme):
    assert (scheme.welcome_points, scheme.content.phone_multiplier, scheme.policies["validity_years"]) == (200, 2, 1)
    assert scheme.vendor == {"name": "AlterMarket", "country": "GR", "currency": "EUR", "phone": "+30-210-9565421"}
    assert (scheme.line_name, scheme.category) == ("X-Cart", "E-commerce (X-Cart)")
    hints = {item.code: item.minutes_hint for item in scheme.content.items if item.minutes_hint}
    assert hints == {"small-mod": 30, "medium-mod": 60}
    assert [item.code for item in scheme.content.items if item.quantity_allowed] == ["module-installation"]
    # Being led through an installation by phone is doubled; to order it by phone is no delivery by phone.
    assert [item.code for item in scheme.content.items if item.never_doubles] == []


def test_the_price_of_a_point_is_shown_as_it_is_and_the_dearest_pack_is_warned_of(scheme):
    packs = scheme.content.packs
    assert [str(price_per_point(pack)) for pack in packs] == ["0.833", "0.792", "0.917"]
    assert [(w.larger.code, w.smaller.code) for w in dearer_packs(packs)] == [("points-300", "points-120")]


def test_everything_is_said_in_greek_as_well(scheme):
    content = scheme.content
    greek = [
        *(group.names["el"] for group in content.groups),
        *(words["el"] for item in content.items for words in (item.names, item.descriptions)),
        *(pack.names["el"] for pack in content.packs),
        *(text.texts["el"] for text in content.texts),
    ]
    assert len(greek) == len(english(scheme))
    assert [text for text in greek if not re.search(r"[α-ω]", text)] == []


def test_the_shops_articles_stand_for_what_they_say(scheme):
    assert [(sku.sku, sku.pack, sku.product) for sku in scheme.shop.skus] == [
        ("XC-LICENCE", "", "x-cart"),
        ("XC-POINTS-60", "points-60", ""),
        ("XC-POINTS-120", "points-120", ""),
        ("XC-POINTS-300", "points-300", ""),
    ]


def test_it_comes_with_what_is_installed():
    """A wheel has no `schemes/` beside it: the room carries the very file, and its packing takes it along."""
    packed = resources.files("pointdesk.catalog") / "schemes" / "x-cart.yaml"
    assert packed.read_bytes() == FILE.read_bytes()
    assert shipped_scheme() == parse(FILE.read_bytes(), str(FILE))
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]["pointdesk"]
    source = ROOT / "src" / "pointdesk"
    assert source / "catalog" / "schemes" / "x-cart.yaml" in {f for pattern in patterns for f in source.glob(pattern)}
