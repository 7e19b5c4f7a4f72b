from pointdesk.customers.models.customer import Customer, ExternalId
from pointdesk.customers.models.ownership import Ownership
from pointdesk.customers.models.person import Person
from pointdesk.customers.models.words import WORDS

__all__ = ["WORDS", "Customer", "ExternalId", "Ownership", "Person"]
