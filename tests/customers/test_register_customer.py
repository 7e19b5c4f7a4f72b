import pytest
from tests.factories.cast import DORA, EMIL, anna
from tests.factories.customers import make_customer

from pointdesk.audit.models import Record
from pointdesk.customers.actions import add_external_id, merge_into, register_customer
from pointdesk.customers.errors import ExternalIdTaken
from pointdesk.customers.models import Customer, ExternalId, Person
from pointdesk.kit.actors import SYSTEM, Actor, ActorKind, Role
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.vendor.actions import change_vendor

pytestmark = pytest.mark.django_db

SHOP = Actor(ActorKind.SHOP, "shop:main", "main")
ACCOUNTANT = Actor(ActorKind.STAFF, "fotis", "Fotis", roles=frozenset({Role.ACCOUNTANT}))


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Customer, ExternalId, Person, Record))


def test_a_customer_and_its_first_person_are_stored_in_one_form(now):
    customer = register_customer(
        name="Nisos Shop", email="Anna@Nisos.example", person_name="Anna", phone="210 9565421",
        vat_id="094.019.245", country="el", language="el", shop="main", external_id="17", by=SHOP, now=now,
    )  # fmt: skip
    assert (customer.phone, customer.vat_id, customer.country, customer.language) == (
        "+302109565421", "EL094019245", "GR", "el",
    )  # fmt: skip
    person = Person.objects.get()
    assert (person.name, person.email, person.phone, person.language) == (
        "Anna", "anna@nisos.example", "+302109565421", "el",
    )  # fmt: skip
    assert (person.is_owner, person.may_spend, person.email_verified, person.user) == (True, True, False, None)
    assert str(ExternalId.objects.get()) == "main:17"


def test_a_number_without_code_is_dialled_in_the_vendors_country(now):
    change_vendor(country="DE", by=EMIL, now=now)
    assert register_customer(name="Acme", phone="030 123456", by=DORA, now=now).phone == "+4930123456"


def test_the_same_external_id_again_gives_the_same_customer(now):
    first = register_customer(name="Acme", shop="main", external_id="17", by=SHOP, now=now)
    before = rows()
    assert register_customer(name="Acme Ltd", shop="main", external_id=" 17 ", by=SHOP, now=now) == first
    assert rows() == before
    assert register_customer(name="Acme", shop="other", external_id="17", by=SHOP, now=now) != first


def test_the_external_id_of_a_merged_customer_leads_to_the_survivor(now):
    first = register_customer(name="Acme", shop="main", external_id="17", by=SHOP, now=now)
    survivor = make_customer(now=now)
    merge_into(customer_id=first.pk, survivor_id=survivor.pk, by=EMIL, now=now)
    assert register_customer(name="Acme", shop="main", external_id="17", by=SHOP, now=now) == survivor


@pytest.mark.parametrize(
    ("facts", "field", "problem"),
    [
        ({"name": " "}, "name", "missing"),
        ({"name": "A" * 201}, "name", "too_long"),
        ({"name": "A\x00"}, "name", "nul"),
        ({"email": "nobody"}, "email", "not_an_address"),
        ({"phone": "n/a"}, "phone", "not_a_number"),
        ({"vat_id": "none"}, "vat_id", "not_a_vat_number"),
        ({"country": "Greece"}, "country", "unknown"),
        ({"language": "xx"}, "language", "unknown"),
        ({"shop": "main"}, "external_id", "missing"),
        ({"external_id": "17"}, "shop", "missing"),
        ({"shop": "main", "external_id": "1" * 201}, "external_id", "too_long"),
    ],
)
def test_facts_that_cannot_be_used_write_nothing(now, facts, field, problem):
    with pytest.raises(InvalidInput) as refused:
        register_customer(**{"name": "Acme", **facts}, by=DORA, now=now)
    assert (refused.value.field, refused.value.problem, rows()) == (field, problem, (0, 0, 0, 0))


def test_customers_do_not_register_customers(now):
    for actor in (anna(1), ACCOUNTANT):
        with pytest.raises(NotAllowed):
            register_customer(name="Acme", by=actor, now=now)
    assert rows() == (0, 0, 0, 0)


def test_a_shops_id_is_learnt_once(now):
    customer, other = make_customer(now=now), make_customer("Beta", now=now)
    for _ in range(2):
        add_external_id(customer_id=customer.pk, shop="main", external_id="17", by=SHOP, now=now)
    before = rows()
    assert before == (2, 1, 0, 1)
    with pytest.raises(ExternalIdTaken) as refused:
        add_external_id(customer_id=other.pk, shop="main", external_id="17", by=SHOP, now=now)
    assert (refused.value.shop, refused.value.external_id, rows()) == ("main", "17", before)
    with pytest.raises(NotFound):
        add_external_id(customer_id=99, shop="main", external_id="18", by=SHOP, now=now)
    with pytest.raises(NotAllowed):
        add_external_id(customer_id=customer.pk, shop="main", external_id="18", by=anna(customer.pk), now=now)
    assert rows() == before


def test_pointdesk_itself_registers(now):
    assert register_customer(name="Acme", by=SYSTEM, now=now).created_at == now
