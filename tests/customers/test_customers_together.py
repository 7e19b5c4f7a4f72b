"""Two at the same moment: real connections and real commits."""

from tests.factories.cast import DORA, EMIL
from tests.factories.customers import make_customer
from tests.factories.people import make_person
from tests.factories.together import together

from pointdesk.customers.actions import add_external_id, deactivate_person, merge_into, register_customer
from pointdesk.customers.models import Customer, ExternalId
from pointdesk.customers.queries import owners
from pointdesk.kit.actors import SYSTEM


def test_two_orders_of_a_new_customer_register_them_once(committed_db, now):
    def register():
        return register_customer(name="Acme", shop="main", external_id="17", by=SYSTEM, now=now).pk

    seen = together(*[register] * 4)
    assert seen == [Customer.objects.get().pk] * 4
    assert ExternalId.objects.count() == 1


def test_a_shops_id_goes_to_one_of_two_customers(committed_db, now):
    customers = [make_customer(name, now=now) for name in ("Acme", "Beta")]
    seen = together(
        *(
            lambda c=c: add_external_id(customer_id=c.pk, shop="main", external_id="17", by=SYSTEM, now=now)
            for c in customers
        )
    )
    assert sorted(map(str, seen)) == ["ExternalIdTaken", "None"]


def test_two_owners_who_dismiss_each_other_leave_one(committed_db, now):
    acme = make_customer(now=now)
    people = [make_person(acme, name, is_owner=True, now=now) for name in ("Anna", "Zoe")]
    seen = together(*(lambda p=p: deactivate_person(person_id=p.pk, by=DORA, now=now) for p in people))
    assert sorted(map(str, seen)) == ["LastOwner", "None"]
    assert owners(acme.pk).count() == 1


def test_two_merges_of_the_same_two_customers_end_in_one(committed_db, now):
    one, other = make_customer("Acme", now=now), make_customer("Beta", now=now)
    seen = together(
        lambda: merge_into(customer_id=one.pk, survivor_id=other.pk, by=EMIL, now=now).name,
        lambda: merge_into(customer_id=other.pk, survivor_id=one.pk, by=EMIL, now=now).name,
    )
    assert sorted(seen) in (["Acme", "AlreadyMerged"], ["AlreadyMerged", "Beta"])
    assert Customer.objects.exclude(merged_into=None).count() == 1
