"""How many statements an order costs, for one line and for three."""

import pytest
from tests.factories.sales import LICENCE, P60, report, units

pytestmark = pytest.mark.django_db


def test_a_new_customers_licence(shop, now, django_assert_num_queries):
    with django_assert_num_queries(47):
        report(LICENCE, now=now)


@pytest.mark.parametrize(("lines", "queries"), [(1, 27), (3, 49)])
def test_packs_of_a_known_customer(shop, now, django_assert_num_queries, lines, queries):
    report(LICENCE, now=now)
    with django_assert_num_queries(queries):
        report(*[P60] * lines, number="1002", now=now)


@pytest.mark.parametrize("lines", [1, 3])
def test_a_repeated_report(shop, now, django_assert_num_queries, lines):
    report(*[P60] * lines, now=now)
    with django_assert_num_queries(6):
        report(*[P60] * lines, now=now)


@pytest.mark.parametrize(("lines", "queries"), [(1, 33), (3, 73)])
def test_a_refund(shop, now, django_assert_num_queries, lines, queries):
    report(*[P60] * lines, now=now)
    with django_assert_num_queries(queries):
        report(*[units(P60, 1, 1)] * lines, status="refunded", now=now)
