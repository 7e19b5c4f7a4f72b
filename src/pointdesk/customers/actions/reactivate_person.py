from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers import permissions
from pointdesk.customers.actions._found import person_for
from pointdesk.customers.actions._words import keep_words
from pointdesk.customers.errors import AlreadyMerged
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def reactivate_person(*, person_id: int, by: Actor, now: datetime) -> None:
    """The person acts for the customer again, with the rights they had. Twice changes nothing.

    Raises NotFound, NotAllowed (neither staff nor an owner), AlreadyMerged (their customer is another's now, where a
    person with the same e-mail took over).
    """
    with writing():
        person = person_for(by, person_id)
        if not permissions.may_change_people(by, person.customer_id):
            raise NotAllowed(verb="reactivate_person")
        if person.customer.merged_into_id is not None:
            raise AlreadyMerged(customer_id=person.customer_id, survivor_id=person.customer.merged_into_id)
        if not person.is_active:
            person.is_active = True
            person.save(update_fields=["is_active"])
            keep_words(person.customer)
            record("reactivate_person", by=by, subject=("person", person_id), now=now)
