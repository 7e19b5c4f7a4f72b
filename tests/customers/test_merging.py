from datetime import date

import pytest
from tests.factories.cast import DORA, EMIL, anna
from tests.factories.customers import make_customer
from tests.factories.people import make_person
from tests.factories.vendor import make_line

from pointdesk.audit.models import Record
from pointdesk.customers import queries
from pointdesk.customers.actions import (
    add_external_id,
    deactivate_person,
    invite_person,
    merge_into,
    reactivate_person,
    record_ownership,
    verify_email,
)
from pointdesk.customers.errors import AlreadyMerged
from pointdesk.customers.models import Customer, Ownership, Person
from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def acme(now):
    return make_customer("Acme", now=now)


@pytest.fixture
def beta(now):
    return make_customer("Beta", now=now)


def state():
    return [
        list(model.objects.order_by("id").values()) for model in (Customer, Person, Ownership)
    ], Record.objects.count()


def merge(acme, beta, now, by=EMIL):
    return merge_into(customer_id=beta.pk, survivor_id=acme.pk, by=by, now=now)


def test_people_ids_and_products_go_to_the_survivor(acme, beta, now):
    product = make_line().products.create(code="x-cart", name="X-Cart")
    person = make_person(beta, "Carla", is_owner=True, now=now)
    add_external_id(customer_id=beta.pk, shop="main", external_id="17", by=SYSTEM, now=now)
    for customer, reference in ((acme, "main:1:1"), (beta, "main:1:1"), (beta, "main:2:1")):
        record_ownership(
            customer_id=customer.pk, product_id=product.pk, since=date(2026, 1, 1), reference=reference, by=SYSTEM,
            now=now,
        )  # fmt: skip
    assert merge(acme, beta, now) == acme
    assert queries.customer(beta.pk) == acme
    assert queries.find_customer(shop="main", external_id="17") == acme
    assert list(queries.people(acme.pk)) == [person]
    assert queries.person_as_actor(Person.objects.get()).customer_id == acme.pk
    assert list(acme.ownerships.order_by("id").values_list("reference", flat=True)) == ["main:1:1", "main:2:1"]
    assert queries.owned_products(acme.pk, date(2026, 5, 5)) == [product]


def test_of_two_with_one_address_the_survivors_stays_and_gets_the_sign_in(acme, beta, now):
    kept = make_person(acme, "Zoe", email="zoe@agency.example", now=now)
    gone = make_person(beta, "Zoe", email="zoe@agency.example", is_owner=True, now=now)
    verify_email(person_id=gone.pk, by=SYSTEM, now=now)
    user = invite_person(person_id=gone.pk, by=DORA, now=now).user
    merge(acme, beta, now)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.user, kept.email_verified, kept.is_active, kept.is_owner) == (user, True, True, False)
    assert (gone.user, gone.is_active, gone.customer) == (None, False, beta)
    assert queries.actor_of(user).customer_id == acme.pk
    before = state()
    with pytest.raises(AlreadyMerged):
        reactivate_person(person_id=gone.pk, by=DORA, now=now)
    assert state() == before


def test_someone_active_in_either_stays_active(acme, beta, now):
    kept = make_person(acme, "Zoe", email="zoe@agency.example", now=now)
    deactivate_person(person_id=kept.pk, by=DORA, now=now)
    make_person(beta, "Zoe", email="zoe@agency.example", now=now)
    merge(acme, beta, now)
    assert list(queries.people(acme.pk)) == [kept]


def test_chains_keep_one_step(acme, beta, now):
    gamma = make_customer("Gamma", now=now)
    merge(acme, beta, now)
    merge_into(customer_id=acme.pk, survivor_id=gamma.pk, by=EMIL, now=now)
    assert [queries.customer(c.pk) for c in (acme, beta, gamma)] == [gamma] * 3


def test_a_merge_that_makes_no_sense_changes_nothing(acme, beta, now):
    gamma = make_customer("Gamma", now=now)
    merge(acme, beta, now)
    before = state()
    for merged, survivor in ((beta, gamma), (gamma, beta), (beta, acme)):
        with pytest.raises(AlreadyMerged) as refused:
            merge_into(customer_id=merged.pk, survivor_id=survivor.pk, by=EMIL, now=now)
        assert (refused.value.customer_id, refused.value.survivor_id) == (beta.pk, acme.pk)
    with pytest.raises(InvalidInput):
        merge_into(customer_id=acme.pk, survivor_id=acme.pk, by=EMIL, now=now)
    with pytest.raises(NotFound):
        merge_into(customer_id=acme.pk, survivor_id=gamma.pk + 1, by=EMIL, now=now)
    for actor in (DORA, anna(acme.pk)):
        with pytest.raises(NotAllowed):
            merge_into(customer_id=gamma.pk, survivor_id=acme.pk, by=actor, now=now)
    assert state() == before


def test_an_unknown_customer_is_not_found():
    with pytest.raises(NotFound):
        queries.customer(7)
