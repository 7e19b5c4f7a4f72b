from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers import permissions
from pointdesk.customers.actions._checked import person_facts
from pointdesk.customers.actions._found import person_for
from pointdesk.customers.actions._words import keep_words
from pointdesk.customers.models import Person
from pointdesk.customers.rules import actor_id
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def change_person(
    *,
    person_id: int,
    by: Actor,
    now: datetime,
    name: str | None = None,
    phone: str | None = None,
    language: str | None = None,
) -> Person:
    """Change a person's name, telephone or language; None leaves a field as it is. No change writes nothing.

    The person themselves may, and who may change people. Raises NotFound, NotAllowed, InvalidInput.
    """
    given = {"name": name, "phone": phone, "language": language}
    with writing():
        person = person_for(by, person_id)
        if not permissions.may_change_person(by, person.customer_id, actor_id(person_id)):
            raise NotAllowed(verb="change_person")
        facts = person_facts(
            country=person.customer.country,
            **{k: getattr(person, k) if v is None else v for k, v in given.items()},
        )
        changed = sorted(field for field, value in facts.items() if getattr(person, field) != value)
        if changed:
            for field in changed:
                setattr(person, field, facts[field])
            person.save(update_fields=changed)
            keep_words(person.customer)
            record("change_person", by=by, subject=("person", person_id), now=now, data={"fields": changed})
        return person
