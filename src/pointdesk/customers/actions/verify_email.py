from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers import permissions
from pointdesk.customers.actions._found import person_for
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def verify_email(*, person_id: int, by: Actor, now: datetime) -> None:
    """The mailbox is this person's: they have used a link sent to it, or a manager vouches for it.

    From now on an order under this e-mail can be matched to the customer (ruling 25). Twice changes nothing.
    Raises NotAllowed (managers only, and Pointdesk after a link), NotFound.
    """
    if not permissions.may_vouch(by):
        raise NotAllowed(verb="verify_email")
    with writing():
        person = person_for(by, person_id)
        if not person.email_verified:
            person.email_verified = True
            person.save(update_fields=["email_verified"])
            record("verify_email", by=by, subject=("person", person_id), now=now)
