"""Making support PINs."""

from pointdesk.base.database import require_transaction
from pointdesk.customers.models import Person
from pointdesk.kit.errors import NotFound


def locked_person(person_id: int) -> Person:
    """The person, locked, so that two PINs are never made at once. Raises NotFound."""
    require_transaction()
    person = Person.objects.select_for_update(no_key=True).filter(id=person_id, is_active=True).first()
    if person is None:
        raise NotFound(kind="person", ref=str(person_id))
    return person
