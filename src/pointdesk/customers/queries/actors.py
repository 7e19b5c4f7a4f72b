from pointdesk.accounts.models import User
from pointdesk.accounts.queries import staff_actor
from pointdesk.customers.models import Person
from pointdesk.customers.rules import actor_id
from pointdesk.kit.actors import Actor, ActorKind, Right


def person_as_actor(person: Person) -> Actor:
    """The actor that a customer's person is, however they came in: a page, a mail, a call."""
    rights = {
        Right.OWNER: person.is_owner,
        Right.SEE_ALL_TICKETS: person.sees_all_tickets,
        Right.SPEND: person.may_spend,
    }
    return Actor(
        kind=ActorKind.PERSON, id=actor_id(person.pk), label=person.name, customer_id=person.customer_id,
        rights=frozenset(right for right, held in rights.items() if held),
    )  # fmt: skip


def person_actor(user: User) -> Actor | None:
    """The actor of a signed-in person of a customer; None for everyone else and for the deactivated. One query."""
    if not user.is_active:
        return None
    person = Person.objects.filter(user=user, is_active=True).first()
    return person_as_actor(person) if person else None


def actor_of_person(person_id: int) -> Actor | None:
    """The actor of a person of a customer, known by a personal link instead of a sign-in; None for the deactivated. One
    query."""
    person = Person.objects.filter(id=person_id, is_active=True).first()
    return person_as_actor(person) if person else None


def actor_of(user: User) -> Actor | None:
    """The actor that a signed-in user is: staff by their roles, else a customer's person; None if neither.

    Nobody is both: a member of staff cannot be invited as a customer's person.
    """
    return staff_actor(user) or person_actor(user)
