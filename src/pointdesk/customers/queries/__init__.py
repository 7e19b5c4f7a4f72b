from pointdesk.customers.queries.actors import actor_of, actor_of_person, person_actor, person_as_actor
from pointdesk.customers.queries.customer import customer, locked_customer
from pointdesk.customers.queries.matching import find_customer, suspects
from pointdesk.customers.queries.named import NamedCustomer, customers_named
from pointdesk.customers.queries.ownership import owned_products, owns
from pointdesk.customers.queries.people import owners, people

__all__ = [
    "NamedCustomer",
    "actor_of",
    "actor_of_person",
    "customer",
    "customers_named",
    "find_customer",
    "locked_customer",
    "owned_products",
    "owners",
    "owns",
    "people",
    "person_actor",
    "person_as_actor",
    "suspects",
]
