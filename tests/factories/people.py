from datetime import datetime

from pointdesk.customers.actions import add_person
from pointdesk.customers.models import Customer, Person
from pointdesk.kit.actors import SYSTEM


def make_person(customer: Customer, name: str = "Anna", *, now: datetime, **facts) -> Person:
    """A person of a customer; Anna is an owner unless told otherwise."""
    facts = {"email": f"{name}@{customer.name}.example".replace(" ", "-"), "is_owner": name == "Anna", **facts}
    return add_person(customer_id=customer.pk, name=name, by=SYSTEM, now=now, **facts)
