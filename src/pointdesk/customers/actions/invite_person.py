from datetime import datetime, timedelta

from pointdesk.accounts.actions import ask_password_link, create_account
from pointdesk.accounts.models import User
from pointdesk.accounts.queries import roles_of
from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers import permissions
from pointdesk.customers.actions._found import person_for
from pointdesk.customers.errors import PersonInactive, SignsInElsewhere
from pointdesk.customers.models import Person
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed

AGAIN = timedelta(minutes=1)
"""So soon nobody asks for another invitation: one is on its way."""


def invite_person(*, person_id: int, by: Actor, now: datetime) -> Person:
    """Let a person sign in: an account of their e-mail, and a mail with a link under which they choose a password.

    For a person who was invited before it sends another link, unless that was within AGAIN: that is a double click, and
    changes nothing. Once they have used one, the door that let them in calls `verify_email`: the mailbox is theirs.
    Raises NotFound, NotAllowed (neither staff nor an owner), PersonInactive, SignsInElsewhere.
    """
    with writing():
        person = person_for(by, person_id)
        if not permissions.may_change_people(by, person.customer_id):
            raise NotAllowed(verb="invite_person")
        if not person.is_active:
            raise PersonInactive(person_id=person_id)
        if person.user and person.invited_at and person.invited_at <= now < person.invited_at + AGAIN:
            return person
        user = person.user or _free_account(person)
        if user is None:
            user = create_account(email=person.email, name=person.name, language=person.language, by=by, now=now)
        person.user, person.invited_at = user, now
        person.save(update_fields=["user", "invited_at"])
        record("invite_person", by=by, subject=("person", person_id), now=now)
        ask_password_link(user=user, invitation=True, now=now)
        return person


def _free_account(person: Person) -> User | None:
    """An account of this e-mail that belongs to nobody, or None where there is none. Raises SignsInElsewhere."""
    user = User.objects.filter(email=person.email).first()
    if user and (roles_of(user) or Person.objects.filter(user=user).exists()):
        raise SignsInElsewhere(email=person.email)
    return user
