"""Customers and people as an actor may find them: another customer's are not found (invariant 10)."""

from pointdesk.customers import permissions, queries
from pointdesk.customers.models import Customer, Person
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotFound


def customer_for(by: Actor, customer_id: int) -> Customer:
    """The customer (or whom they were merged into), locked. Raises NotFound."""
    found = queries.locked_customer(customer_id)
    if not permissions.may_see(by, found.pk):
        raise NotFound(kind="customer", ref=str(customer_id))
    return found


def person_for(by: Actor, person_id: int) -> Person:
    """The person, with their customer locked, so that who is an owner stays as it was read. Raises NotFound."""
    customer_id = Person.objects.filter(id=person_id).values_list("customer_id", flat=True).first()
    if customer_id is None or not permissions.may_see(by, customer_id):
        raise NotFound(kind="person", ref=str(person_id))
    Customer.objects.select_for_update(no_key=True).get(id=customer_id)
    person = Person.objects.select_related("customer", "user").get(id=person_id)
    # A merge may have moved them while we waited for the lock.
    return person if person.customer_id == customer_id else person_for(by, person_id)


def is_last_owner(person: Person) -> bool:
    """Whether the customer would have no active owner without this person."""
    return person.is_owner and person.is_active and queries.owners(person.customer_id).count() == 1
