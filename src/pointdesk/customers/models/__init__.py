from pointdesk.customers.models.customer import Customer, ExternalId
from pointdesk.customers.models.ownership import Ownership
from pointdesk.customers.models.person import Person

__all__ = ["Customer", "ExternalId", "Ownership", "Person"]
