from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers import permissions
from pointdesk.customers.actions._found import is_last_owner, person_for
from pointdesk.customers.actions._words import keep_words
from pointdesk.customers.errors import LastOwner
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def deactivate_person(*, person_id: int, by: Actor, now: datetime) -> None:
    """The person no longer acts for the customer; what they did stays theirs. Twice changes nothing.

    Raises NotFound, NotAllowed (neither staff nor an owner), LastOwner.
    """
    with writing():
        person = person_for(by, person_id)
        if not permissions.may_change_people(by, person.customer_id):
            raise NotAllowed(verb="deactivate_person")
        if is_last_owner(person):
            raise LastOwner(person_id=person_id)
        if person.is_active:
            person.is_active = False
            person.save(update_fields=["is_active"])
            keep_words(person.customer)
            record("deactivate_person", by=by, subject=("person", person_id), now=now)
