from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.factories.cast import DORA, EMIL

from pointdesk.audit.models import Record
from pointdesk.catalog.errors import DateInThePast
from pointdesk.catalog.models import PriceList
from pointdesk.catalog.rules.scheme import ShopFacts, Sku, parse
from pointdesk.kit.errors import NotAllowed
from pointdesk.sales import queries
from pointdesk.sales.actions import load_scheme
from pointdesk.sales.models import Shop, SkuEffect

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parents[2] / "schemes" / "x-cart.yaml"


@pytest.fixture(scope="module")
def scheme():
    return parse(FILE.read_bytes(), FILE.name)


def effects():
    return {
        effect.sku: (effect.kind, effect.pack and effect.pack.code, effect.product and effect.product.code)
        for effect in SkuEffect.objects.select_related("pack", "product").order_by("id")
    }


def rows():
    return Shop.objects.count(), PriceList.objects.count(), Record.objects.count(), effects()


def with_skus(scheme, *skus):
    return replace(scheme, shop=replace(scheme.shop, skus=skus))


def test_the_shops_articles_stand_for_packs_and_products_after_loading(scheme, now):
    load_scheme(scheme=scheme, by=EMIL, now=now)
    assert Shop.objects.get().name == "X-Cart shop"
    assert effects() == {
        "XC-LICENCE": ("licence", None, "x-cart"),
        "XC-POINTS-60": ("pack", "points-60", None),
        "XC-POINTS-120": ("pack", "points-120", None),
        "XC-POINTS-300": ("pack", "points-300", None),
    }


def test_loading_the_same_file_again_changes_nothing(scheme, now):
    load_scheme(scheme=scheme, by=EMIL, now=now)
    before = rows()
    assert load_scheme(scheme=scheme, by=EMIL, now=now).changes_nothing
    assert rows() == before


def test_what_a_sku_stands_for_changes_and_what_is_not_named_stays(scheme, now):
    load_scheme(scheme=scheme, by=EMIL, now=now)
    changed = with_skus(
        scheme, Sku("XC-POINTS-60", pack="points-120"), Sku("WRAP"), Sku("XC-LICENCE", product="x-cart")
    )
    before = rows()
    foretold = queries.preview_scheme(scheme=changed, now=now)
    assert rows() == before
    assert foretold.skus == (("XC-POINTS-60", "pack points-60", "pack points-120"), ("WRAP", None, "nothing"))
    assert load_scheme(scheme=changed, by=EMIL, now=now) == foretold
    assert effects() == {
        **before[-1],
        "XC-POINTS-60": ("pack", "points-120", None),
        "WRAP": ("ignore", None, None),
    }


def test_a_pack_of_another_line_under_the_same_code_is_another(scheme, now):
    load_scheme(scheme=scheme, by=EMIL, now=now)
    other = replace(
        scheme, line_code="other", products=(),
        shop=ShopFacts("shop", "X-Cart shop", (Sku("XC-POINTS-60", pack="points-60"),)),
    )  # fmt: skip
    assert load_scheme(scheme=other, by=EMIL, now=now).skus == (
        ("XC-POINTS-60", "pack points-60 of x-cart", "pack points-60"),
    )
    assert SkuEffect.objects.get(sku="XC-POINTS-60").pack.line.code == "other"


def test_a_file_without_a_shop_sets_up_none(scheme, now):
    load_scheme(scheme=replace(scheme, shop=None), by=EMIL, now=now)
    assert (Shop.objects.count(), effects()) == (0, {})


def test_a_refusal_writes_nothing(scheme, now):
    with pytest.raises(NotAllowed):
        load_scheme(scheme=scheme, by=DORA, now=now)
    load_scheme(scheme=scheme, by=EMIL, now=now)
    before = rows()
    dearer = replace(with_skus(scheme, Sku("WRAP")), content=replace(scheme.content, phone_multiplier=3))
    with pytest.raises(DateInThePast):
        load_scheme(scheme=dearer, by=EMIL, now=now, in_force_from=date(2026, 5, 4))
    assert rows() == before
