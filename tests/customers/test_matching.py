import pytest
from tests.factories.cast import EMIL
from tests.factories.customers import make_customer
from tests.factories.people import make_person

from pointdesk.customers.actions import add_external_id, deactivate_person, merge_into, verify_email
from pointdesk.customers.queries import find_customer, suspects
from pointdesk.kit.actors import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def acme(now):
    customer = make_customer("Acme", vat_id="EL094019245", phone="+302109565421", country="GR", now=now)
    add_external_id(customer_id=customer.pk, shop="main", external_id="17", by=SYSTEM, now=now)
    verify_email(person_id=make_person(customer, email="anna@acme.example", now=now).pk, by=SYSTEM, now=now)
    return customer


@pytest.fixture
def beta(now):
    return make_customer("Beta", now=now)


def test_the_shops_own_id_is_strongest(acme, beta):
    assert find_customer(shop="main", external_id="17", email="anybody@beta.example") == acme
    assert find_customer(shop="other", external_id="17") is None


def test_a_verified_address_of_one_customer_matches(acme):
    assert find_customer(shop="main", external_id="99", email="ANNA@acme.example") == acme


def test_an_address_that_nobody_verified_matches_nobody(beta, now):
    make_person(beta, email="b@beta.example", now=now)
    assert find_customer(shop="main", email="b@beta.example") is None


def test_an_address_of_two_customers_matches_neither(acme, beta, now):
    twin = make_person(beta, email="anna@acme.example", now=now)
    assert find_customer(shop="main", email="anna@acme.example") == acme
    verify_email(person_id=twin.pk, by=SYSTEM, now=now)
    assert find_customer(shop="main", email="anna@acme.example") is None
    merge_into(customer_id=beta.pk, survivor_id=acme.pk, by=EMIL, now=now)
    assert find_customer(shop="main", email="anna@acme.example") == acme


def test_a_deactivated_person_matches_nobody(acme, now):
    person = make_person(acme, "Bruno", email="bruno@acme.example", now=now)
    verify_email(person_id=person.pk, by=SYSTEM, now=now)
    deactivate_person(person_id=person.pk, by=SYSTEM, now=now)
    assert find_customer(shop="main", email="bruno@acme.example") is None


@pytest.mark.parametrize(
    "shared",
    [
        {"email": "Anna@acme.example"},
        {"email": "unverified@acme.example"},
        {"vat_id": "094 019 245", "country": "GR"},
        {"vat_id": "GR094019245"},
        {"phone": "210/9565421"},
        {"phone": "6912345678"},
    ],
    ids=["email", "unverified-email", "vat-national", "vat-prefix", "phone-of-the-firm", "phone-of-a-person"],
)
def test_whoever_shares_something_is_suspected(acme, beta, now, shared):
    make_person(acme, "Bruno", email="unverified@acme.example", phone="+306912345678", now=now)
    assert suspects(**shared) == [acme]
    assert suspects(**shared, apart_from=acme.pk) == []


def test_nothing_shared_and_nothing_readable_raise_no_suspicion(acme, beta, now):
    make_customer("Gamma", now=now)
    assert suspects() == []
    assert suspects(email="none", vat_id="none", phone="n/a") == []
    assert suspects(email="c@gamma.example", vat_id="EL094019246", phone="2109565422") == []


def test_a_merged_customer_is_suspected_as_its_survivor(acme, beta, now):
    merge_into(customer_id=acme.pk, survivor_id=beta.pk, by=EMIL, now=now)
    assert suspects(vat_id="EL094019245") == [beta]
    assert suspects(vat_id="EL094019245", apart_from=beta.pk) == []


def test_matching_takes_a_fixed_number_of_queries(acme, now, django_assert_num_queries):
    for name in ("Bruno", "Zoe"):
        make_person(acme, name, now=now)
    with django_assert_num_queries(1):
        find_customer(shop="main", external_id="17", email="anna@acme.example")
    with django_assert_num_queries(2):
        find_customer(shop="main", external_id="99", email="anna@acme.example")
    with django_assert_num_queries(4):
        suspects(email="anna@acme.example", vat_id="EL094019245", phone="2109565421")
