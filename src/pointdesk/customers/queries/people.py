from django.db.models import QuerySet

from pointdesk.customers.models import Person


def people(customer_id: int) -> QuerySet[Person]:
    """The active people of a customer, owners first, then by name."""
    return Person.objects.filter(customer_id=customer_id, is_active=True).order_by("-is_owner", "name", "id")


def owners(customer_id: int) -> QuerySet[Person]:
    """The active owners of a customer: who is told what concerns the whole firm."""
    return people(customer_id).filter(is_owner=True)
