from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.factories.cast import DORA, EMIL
from tests.factories.vendor import make_line

from pointdesk.audit.models import Record
from pointdesk.catalog import queries
from pointdesk.catalog.actions import load_scheme
from pointdesk.catalog.errors import DateInThePast
from pointdesk.catalog.models import Pack, PriceItem, PriceList
from pointdesk.catalog.rules.scheme import Product, parse
from pointdesk.kit.errors import InvalidInput, NotAllowed
from pointdesk.vendor.actions import change_policies, change_vendor, create_product, fix_shared_wallet
from pointdesk.vendor.errors import CodeTaken, SharedWalletFixed
from pointdesk.vendor.models import Product as ProductRow
from pointdesk.vendor.models import ProductLine, Vendor
from pointdesk.vendor.queries import policies, product_line, vendor

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parents[2] / "schemes" / "x-cart.yaml"
TODAY, JUNE = date(2026, 5, 5), date(2026, 6, 1)


@pytest.fixture(scope="module")
def scheme():
    return parse(FILE.read_bytes(), FILE.name)


def rows():
    return tuple(m.objects.count() for m in (Vendor, ProductLine, ProductRow, PriceList, PriceItem, Pack, Record))


def test_the_published_scheme_holds_after_loading(scheme, now):
    load_scheme(scheme=scheme, by=EMIL, now=now)
    line = product_line("x-cart")
    assert (line.name, line.category, line.welcome_points) == ("X-Cart", "E-commerce (X-Cart)", 200)
    assert [product.name for product in line.products.all()] == ["X-Cart"]
    assert (vendor().name, vendor().phone) == ("AlterMarket", "+30-210-9565421")
    assert (policies().zone.key, policies().reminder_days) == ("Europe/Athens", (60, 30, 7, 1))
    loaded = queries.scheme_on(line.pk, TODAY)
    assert (loaded.version, loaded.in_force_from, loaded.content) == (1, TODAY, scheme.content)


def test_loading_the_same_file_again_changes_nothing(scheme, now):
    load_scheme(scheme=scheme, by=EMIL, now=now)
    before = rows()
    for day in (None, date(2026, 1, 1), JUNE):
        again = load_scheme(scheme=scheme, by=EMIL, now=now, in_force_from=day)
        assert (again.changes_nothing, again.facts, again.prices.changes) == (True, (), ())
    assert rows() == before


def test_a_changed_file_makes_a_new_version_and_tells_what_changes(scheme, now):
    load_scheme(scheme=scheme, by=EMIL, now=now)
    items = tuple(replace(i, points=12) if i.code == "level-1" else i for i in scheme.content.items)
    changed = replace(
        scheme,
        content=replace(scheme.content, items=items),
        welcome_points=100,
        vendor={**scheme.vendor, "name": "AlterMarket SA"},
        policies={**scheme.policies, "reopen_days": 7},
        products=(*scheme.products, Product("x-cart-gold", "X-Cart Gold")),
    )
    before = rows()
    foretold = queries.preview_scheme(scheme=changed, now=now, in_force_from=JUNE)
    assert rows() == before
    assert foretold.facts == (
        ("vendor.name", "AlterMarket", "AlterMarket SA"),
        ("policies.reopen_days", 14, 7),
        ("line.welcome_points", 200, 100),
        ("products.x-cart-gold", None, "X-Cart Gold"),
    )
    assert [(c.code, c.old, c.new) for c in foretold.prices.changes] == [("level-1", 10, 12)]
    assert load_scheme(scheme=changed, by=EMIL, now=now, in_force_from=JUNE) == foretold
    line = product_line("x-cart")
    assert [queries.price_list_on(line.pk, day).item("level-1").points for day in (TODAY, JUNE)] == [10, 12]
    assert (policies().reopen_days, line.welcome_points, line.products.count()) == (7, 100, 2)


def test_a_file_for_another_line_leaves_the_vendor_alone(scheme, now):
    load_scheme(scheme=scheme, by=EMIL, now=now)
    other = replace(scheme, line_code="other", products=(Product("other", "Other"),), vendor={}, policies={}, shop=None)
    loaded = load_scheme(scheme=other, by=EMIL, now=now)
    assert [place for place, _, _ in loaded.facts] == [
        "line.name", "line.category", "line.welcome_points", "products.other",
    ]  # fmt: skip
    assert queries.scheme_on(product_line("other").pk, TODAY).content == scheme.content
    assert vendor().name == "AlterMarket"


def test_what_the_file_does_not_name_stays(scheme, now):
    change_policies(validity_years=3, by=EMIL, now=now)
    load_scheme(scheme=replace(scheme, policies={"reopen_days": 7}, products=()), by=EMIL, now=now)
    assert (policies().validity_years, policies().reopen_days) == (3, 7)


def test_today_is_told_by_the_zone_that_the_file_brings(scheme, now):
    elsewhere = replace(scheme, policies={**scheme.policies, "time_zone": "Pacific/Kiritimati"})
    late = now.replace(hour=12)  # 2 o'clock on 6 May there
    assert load_scheme(scheme=elsewhere, by=EMIL, now=late).prices.in_force_from == date(2026, 5, 6)


def test_a_scheme_that_cannot_be_loaded_changes_nothing(scheme, now):
    with pytest.raises(NotAllowed):
        load_scheme(scheme=scheme, by=DORA, now=now)
    assert rows() == (0,) * 7
    load_scheme(scheme=scheme, by=EMIL, now=now)
    fix_shared_wallet(now=now)
    create_product(line_id=make_line("other").pk, code="taken", name="Taken", by=EMIL, now=now)
    changed = replace(scheme, vendor={"name": "New"}, content=replace(scheme.content, phone_multiplier=3))
    before = rows()
    with pytest.raises(DateInThePast):
        load_scheme(scheme=changed, by=EMIL, now=now, in_force_from=date(2026, 5, 4))
    with pytest.raises(SharedWalletFixed):
        load_scheme(scheme=replace(changed, policies={"shared_wallet": True}), by=EMIL, now=now)
    change_vendor(country="LU", by=EMIL, now=now)
    before = rows()
    # Read in Greece by the parser, as the file names no country; in Luxembourg it is too long.
    with pytest.raises(InvalidInput):
        load_scheme(scheme=replace(changed, vendor={"phone": "210 9565421 0000"}), by=EMIL, now=now)
    with pytest.raises(CodeTaken):
        load_scheme(scheme=replace(changed, products=(Product("taken", "T"),)), by=EMIL, now=now)
    assert (rows(), vendor().name) == (before, "AlterMarket")
