"""Licences that were sold, accounts that were joined (P23)."""

from datetime import date

import pytest
from tests.factories.customers import make_customer
from tests.factories.people import make_person
from tests.notifications.reading import lines

from pointdesk.customers.actions import record_ownership
from pointdesk.kit.actors import SYSTEM
from pointdesk.lifecycle.actions import merge_customers, transfer_licence
from pointdesk.vendor.models import Product


@pytest.fixture
def thalassa(desk, now):
    """Another firm, whose owner Carla reads Greek."""
    customer = make_customer("Thalassa", now=now)
    make_person(customer, "Carla", now=now, is_owner=True, email="carla@thalassa.example", language="el")
    return customer


@pytest.fixture
def sell(desk, thalassa, now):
    product = Product.objects.create(line=desk.line, code="core", name="Core")
    record_ownership(
        customer_id=desk.customer.pk, product_id=product.pk, since=date(2026, 1, 1), reference="1", by=SYSTEM, now=now
    )

    def sale(**fields):
        transfer_licence(
            from_customer_id=desk.customer.pk, to_customer_id=thalassa.pk, product_id=product.pk, by=desk.emil, now=now,
            reason="The shop was sold.", **fields,
        )  # fmt: skip

    return sale


def subjects(mails):
    return sorted((mail.to[0], mail.subject) for mail in mails)


def test_seller_and_buyer_are_told_of_a_sold_licence(sell, post, now):
    sell(points=30)
    mails = post(now)
    assert subjects(mails) == [
        ("anna@nisos.example", "Your licence of Core has gone to its new owner"),
        ("carla@thalassa.example", "Μια άδεια για το Core είναι πλέον δική σας"),
        ("carla@thalassa.example", "Προστέθηκαν 30 πόντοι στον λογαριασμό σας"),
    ]
    anna = next(mail for mail in mails if mail.to == ["anna@nisos.example"])
    assert lines(anna, "We have") == [
        "We have noted the sale today. 30 points went with the licence; all others stay with you."
    ]


def test_a_licence_without_points_says_that_they_stay(sell, post, now):
    sell(points=0)
    anna = next(mail for mail in post(now) if mail.to == ["anna@nisos.example"])
    assert lines(anna, "We have") == ["We have noted the sale today. Your points stay with you."]


def test_the_owners_of_both_are_told_that_the_accounts_are_one(desk, thalassa, post, now):
    merge_customers(customer_id=desk.customer.pk, survivor_id=thalassa.pk, by=desk.emil, now=now, reason="One firm.")
    assert [s for s in subjects(post(now)) if "100" not in s[1]] == [
        ("anna@nisos.example", "Your two accounts are one now"),
        ("carla@thalassa.example", "Οι δύο λογαριασμοί σας είναι πλέον ένας"),
    ]
