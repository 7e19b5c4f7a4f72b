"""Shops, their secrets and what their SKUs stand for."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from tests.factories.cast import DORA, EMIL
from tests.factories.catalog import make_price_list, make_product_line
from tests.sales.rows import everything

from pointdesk.audit.models import Record
from pointdesk.base.encryption import KeyMissing
from pointdesk.catalog.queries import pack, pack_price
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.kit.money import Money
from pointdesk.sales import queries
from pointdesk.sales.actions import add_shop, issue_secret, set_sku_effect
from pointdesk.sales.models import EffectKind, ShopSecret, SkuEffect
from pointdesk.sales.queries.shops import good_secrets
from pointdesk.vendor.models import Product

pytestmark = pytest.mark.django_db


def test_a_shop_is_known_by_its_code(now):
    shop_id = add_shop(code="web-shop", name="The web shop", by=EMIL, now=now)
    found = queries.shop("web-shop")
    assert (found.pk, found.name, found.created_at) == (shop_id, "The web shop", now)
    assert good_secrets(found, now) == []


@pytest.mark.parametrize("code", ["", "Shop", "a shop", "-shop", "s" * 31, "shop\n", "κατάστημα"])
def test_a_code_that_could_not_stand_in_an_address(now, code):
    with pytest.raises(InvalidInput) as refused:
        add_shop(code=code, name="The shop", by=EMIL, now=now)
    assert refused.value.facts() == {"field": "code", "problem": "not_a_code"}


def test_a_code_is_given_once(now):
    add_shop(code="shop", name="The shop", by=EMIL, now=now)
    before = everything()
    with pytest.raises(InvalidInput) as refused:
        add_shop(code="shop", name="Another", by=EMIL, now=now)
    assert refused.value.facts() == {"field": "code", "problem": "taken"}
    assert everything() == before


def test_a_secret_is_shown_once_and_stored_encrypted(now):
    add_shop(code="shop", name="The shop", by=EMIL, now=now)
    secret = issue_secret(shop="shop", by=EMIL, now=now)
    stored = ShopSecret.objects.get()
    assert secret.startswith("pds_")
    assert secret not in stored.sealed
    assert good_secrets(queries.shop("shop"), now) == [secret]
    assert secret not in str(list(Record.objects.values()))


def test_during_a_rotation_two_secrets_are_good(now):
    add_shop(code="shop", name="The shop", by=EMIL, now=now)
    shop = queries.shop("shop")
    old = issue_secret(shop="shop", by=EMIL, now=now)
    new = issue_secret(shop="shop", by=EMIL, now=now + timedelta(days=1))
    assert good_secrets(shop, now + timedelta(days=8, seconds=-1)) == [new, old]
    assert good_secrets(shop, now + timedelta(days=8)) == [new]


def test_a_secret_that_became_known_ends_at_once_and_stays_ended(now):
    add_shop(code="shop", name="The shop", by=EMIL, now=now)
    issue_secret(shop="shop", by=EMIL, now=now)
    new = issue_secret(shop="shop", by=EMIL, now=now, overlap=timedelta(0))
    assert good_secrets(queries.shop("shop"), now) == [new]
    newer = issue_secret(shop="shop", by=EMIL, now=now + timedelta(days=1))
    assert good_secrets(queries.shop("shop"), now + timedelta(days=1)) == [newer, new]


def test_secrets_outlive_a_change_of_the_encryption_key_but_not_its_loss(now, settings):
    add_shop(code="shop", name="The shop", by=EMIL, now=now)
    secret = issue_secret(shop="shop", by=EMIL, now=now)
    settings.POINTDESK_ENCRYPTION_KEYS = [Fernet.generate_key().decode(), *settings.POINTDESK_ENCRYPTION_KEYS]
    assert good_secrets(queries.shop("shop"), now) == [secret]
    settings.POINTDESK_ENCRYPTION_KEYS = settings.POINTDESK_ENCRYPTION_KEYS[:1]
    with pytest.raises(KeyMissing):
        good_secrets(queries.shop("shop"), now)


def test_a_sku_stands_for_one_thing_at_a_time(now):
    add_shop(code="shop", name="The shop", by=EMIL, now=now)
    line = make_product_line()
    make_price_list(now=now, line=line)
    product = Product.objects.create(line=line, code="x-cart", name="X-Cart")
    set_sku_effect(shop="shop", sku="A", kind=EffectKind.PACK, pack_id=pack(line.pk, "points-60").pk, by=EMIL, now=now)
    set_sku_effect(shop="shop", sku=" A ", kind=EffectKind.LICENCE, product_id=product.pk, by=EMIL, now=now)
    assert list(SkuEffect.objects.values_list("sku", "kind", "pack", "product")) == [("A", "licence", None, product.pk)]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"kind": EffectKind.PACK}, {"field": "pack_id", "problem": "missing"}),
        ({"kind": EffectKind.IGNORE, "pack_id": 1}, {"field": "pack_id", "problem": "not_wanted"}),
        ({"kind": EffectKind.LICENCE}, {"field": "product_id", "problem": "missing"}),
        ({"kind": EffectKind.PACK, "pack_id": 1, "product_id": 1}, {"field": "product_id", "problem": "not_wanted"}),
        ({"kind": EffectKind.PACK, "pack_id": 0}, {"kind": "pack", "ref": "0"}),
        ({"kind": EffectKind.LICENCE, "product_id": 0}, {"kind": "product", "ref": "0"}),
        ({"kind": EffectKind.IGNORE, "sku": " "}, {"field": "sku", "problem": "missing"}),
        ({"kind": EffectKind.IGNORE, "shop": "nowhere"}, {"kind": "shop", "ref": "nowhere"}),
    ],
)
def test_what_a_sku_cannot_stand_for(now, facts, refusal):
    add_shop(code="shop", name="The shop", by=EMIL, now=now)
    before = everything()
    with pytest.raises((InvalidInput, NotFound)) as refused:
        set_sku_effect(**{"shop": "shop", "sku": "A", "by": EMIL, "now": now, **facts})
    assert refused.value.facts() == refusal
    assert everything() == before


def test_only_managers_set_up_shops(now):
    add_shop(code="shop", name="The shop", by=EMIL, now=now)
    before = everything()
    for verb, act in {
        "add_shop": lambda: add_shop(code="other", name="Other", by=DORA, now=now),
        "issue_secret": lambda: issue_secret(shop="shop", by=DORA, now=now),
        "set_sku_effect": lambda: set_sku_effect(shop="shop", sku="A", kind=EffectKind.IGNORE, by=DORA, now=now),
    }.items():
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.facts() == {"verb": verb}
    assert everything() == before


def test_the_price_of_a_pack_is_the_last_one_by_that_day(now):
    line = make_product_line()
    make_price_list(now=now, line=line)
    sold = pack(line.pk, "points-300")
    assert pack_price(sold.pk, now.date()) == Money(27_500, "EUR")
    assert pack_price(sold.pk, now.date().replace(year=2025)) is None
