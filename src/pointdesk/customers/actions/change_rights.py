from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers import permissions
from pointdesk.customers.actions._found import is_last_owner, person_for
from pointdesk.customers.errors import LastOwner
from pointdesk.customers.models import Person
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def change_rights(
    *,
    person_id: int,
    by: Actor,
    now: datetime,
    is_owner: bool | None = None,
    sees_all_tickets: bool | None = None,
    may_spend: bool | None = None,
) -> Person:
    """Give or take rights; None leaves one as it is. No change writes nothing.

    Raises NotFound, NotAllowed (neither staff nor an owner), LastOwner.
    """
    given = {"is_owner": is_owner, "sees_all_tickets": sees_all_tickets, "may_spend": may_spend}
    with writing():
        person = person_for(by, person_id)
        if not permissions.may_change_people(by, person.customer_id):
            raise NotAllowed(verb="change_rights")
        if is_owner is False and is_last_owner(person):
            raise LastOwner(person_id=person_id)
        changed = {k: v for k, v in given.items() if v is not None and getattr(person, k) != v}
        if changed:
            for field, value in changed.items():
                setattr(person, field, value)
            person.save(update_fields=list(changed))
            record("change_rights", by=by, subject=("person", person_id), now=now, data=changed)
        return person
