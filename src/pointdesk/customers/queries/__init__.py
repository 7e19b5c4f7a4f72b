from pointdesk.customers.queries.actors import actor_of, actor_of_person, person_actor, person_as_actor
from pointdesk.customers.queries.callers import Caller, callers, people_of
from pointdesk.customers.queries.customer import customer, locked_customer
from pointdesk.customers.queries.customer_list import CustomerRow, customer_list, search_customers
from pointdesk.customers.queries.matching import find_customer, namesakes, suspects
from pointdesk.customers.queries.merging import pair_to_merge
from pointdesk.customers.queries.named import NamedCustomer, customers_named
from pointdesk.customers.queries.ownership import owned_products, owns
from pointdesk.customers.queries.people import owners, people

__all__ = [
    "Caller",
    "CustomerRow",
    "NamedCustomer",
    "actor_of",
    "actor_of_person",
    "callers",
    "customer",
    "customer_list",
    "customers_named",
    "find_customer",
    "locked_customer",
    "namesakes",
    "owned_products",
    "owners",
    "owns",
    "pair_to_merge",
    "people",
    "people_of",
    "person_actor",
    "person_as_actor",
    "search_customers",
    "suspects",
]
