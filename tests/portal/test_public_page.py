import html
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
# As it stands on the page, and as it is rightly spelt; what the page sets as markup; the e-commerce site's own heading.
MENDED = {"waranty": "warranty"}


@pytest.fixture
def scheme(db):
    call_command("scheme", "load", str(ROOT / "schemes" / "x-cart.yaml"), stdout=StringIO(), stderr=StringIO())


def shown(response) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return re.sub(r"\s+", " ", text).replace(" .", ".").replace("( ", "(")


def source_parts() -> list[str]:
    """Every sentence and every cell of the source page."""
    parts: list[str] = []
    for line in (ROOT / "tests" / "catalog" / "source-page.txt").read_text().splitlines():
        if set(line) <= set("|- "):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else [line.strip()]
        for cell in filter(None, cells):
            parts += [cell] if line.startswith("|") else re.split(r"(?<=[.])\s+(?=[A-Z])", cell)
    return [p.removesuffix(":") for p in parts]


def as_shown(part: str) -> str:
    for wrong, right in MENDED.items():
        part = part.replace(wrong, right)
    euros = re.fullmatch(r"(\d+) Euros", part)
    return f"{euros[1]}.00 EUR" if euros else part


@pytest.mark.parametrize("part", sorted(set(source_parts())))
def test_every_part_of_the_source_page_is_on_the_public_page(part, scheme, client):
    assert as_shown(part) in shown(client.get("/support/x-cart/"))


def test_the_start_leads_to_the_only_line(scheme, client):
    assert client.get("/", follow=True).redirect_chain[-1] == ("/support/x-cart/", 302)


def test_a_point_in_each_pack_has_its_price(scheme, client):
    page = shown(client.get("/support/x-cart/"))
    assert [figure in page for figure in ("0.833 EUR", "0.792 EUR", "0.917 EUR")] == [True] * 3


def test_the_page_is_there_in_greek(scheme, client):
    page = shown(client.get("/support/x-cart/", headers={"Accept-Language": "el"}))
    assert "Συνδρομή τεχνικής υποστήριξης X-Cart, 60 πόντοι" in page
    assert "Τι κοστίζει ένα θέμα" in page


def test_an_unknown_line_is_not_found(scheme, client):
    assert client.get("/support/nothing/").status_code == 404


def test_a_vendor_without_a_scheme_says_so(client, db):
    assert "has not published" in shown(client.get("/support/"))


def test_the_page_costs_the_same_for_every_reader(scheme, client, django_assert_num_queries):
    with django_assert_num_queries(11):
        client.get("/support/x-cart/")
