from datetime import date

import pytest
from tests.factories.cast import DORA, anna
from tests.factories.customers import make_customer
from tests.factories.vendor import make_line

from pointdesk.customers import queries
from pointdesk.customers.actions import end_ownership, record_ownership
from pointdesk.customers.models import Ownership
from pointdesk.kit.actors import Actor, ActorKind
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound

pytestmark = pytest.mark.django_db

SHOP = Actor(ActorKind.SHOP, "shop:main", "main")
SINCE, MAY = date(2026, 1, 10), date(2026, 5, 5)


@pytest.fixture
def acme(now):
    return make_customer("Acme", now=now)


@pytest.fixture
def product():
    return make_line().products.create(code="x-cart", name="X-Cart")


def own(acme, product, now, **facts):
    facts = {"since": SINCE, "reference": "main:1001:1", "by": SHOP, **facts}
    return record_ownership(customer_id=acme.pk, product_id=product.pk, now=now, **facts)


def test_a_product_is_owned_from_its_day_until_the_day_it_goes_back(acme, product, now):
    owned = own(acme, product, now)
    end_ownership(ownership_id=owned.pk, until=date(2026, 3, 1), by=DORA, now=now)
    days = [date(2026, 1, 9), SINCE, date(2026, 2, 28), date(2026, 3, 1)]
    assert [queries.owns(acme.pk, product.pk, day) for day in days] == [False, True, True, False]
    assert [queries.owned_products(acme.pk, day) for day in days] == [[], [product], [product], []]


def test_the_same_line_again_makes_no_second_ownership(acme, product, now):
    first = own(acme, product, now)
    assert own(acme, product, now, since=MAY) == first
    own(acme, product, now, reference="main:1001:2")
    assert (Ownership.objects.count(), queries.owned_products(acme.pk, MAY)) == (2, [product])


def test_an_ended_ownership_stays_ended_on_its_day(acme, product, now):
    owned = own(acme, product, now)
    for day in (MAY, date(2026, 6, 1)):
        end_ownership(ownership_id=owned.pk, until=day, by=SHOP, now=now)
    assert own(acme, product, now).until == MAY


def test_what_cannot_be_recorded_changes_nothing(acme, product, now):
    owned = own(acme, product, now)
    before = list(Ownership.objects.values())
    with pytest.raises(InvalidInput):
        end_ownership(ownership_id=owned.pk, until=date(2026, 1, 9), by=DORA, now=now)
    with pytest.raises(NotFound):
        end_ownership(ownership_id=owned.pk + 1, until=MAY, by=DORA, now=now)
    with pytest.raises(NotAllowed):
        end_ownership(ownership_id=owned.pk, until=MAY, by=anna(acme.pk), now=now)
    with pytest.raises(NotAllowed):
        own(acme, product, now, by=anna(acme.pk), reference="mine")
    with pytest.raises(InvalidInput):
        own(acme, product, now, reference=" ")
    with pytest.raises(NotFound):
        record_ownership(customer_id=99, product_id=product.pk, since=MAY, reference="x", by=DORA, now=now)
    with pytest.raises(NotFound):
        record_ownership(customer_id=acme.pk, product_id=99, since=MAY, reference="x", by=DORA, now=now)
    assert list(Ownership.objects.values()) == before


@pytest.mark.parametrize("count", [1, 3])
def test_owned_products_are_one_query(acme, now, count, django_assert_num_queries):
    for number in range(count):
        line = make_line(f"line-{number}")
        own(acme, line.products.create(code=f"product-{number}", name="P"), now, reference=str(number))
    with django_assert_num_queries(1):
        assert [p.line.code for p in queries.owned_products(acme.pk, MAY)] == [f"line-{n}" for n in range(count)]
