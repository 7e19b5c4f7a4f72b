from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers import permissions
from pointdesk.customers.actions._checked import person_facts
from pointdesk.customers.actions._found import customer_for
from pointdesk.customers.actions._words import keep_words
from pointdesk.customers.errors import PersonExists
from pointdesk.customers.models import Person
from pointdesk.customers.rules import email_address
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def add_person(
    *,
    customer_id: int,
    name: str,
    email: str,
    by: Actor,
    now: datetime,
    phone: str = "",
    language: str | None = None,
    is_owner: bool = False,
    sees_all_tickets: bool = False,
    may_spend: bool = True,
) -> Person:
    """A person of a customer, with rights; `invite_person` lets them sign in. They speak the customer's language
    unless told otherwise.

    Raises NotFound, NotAllowed (neither staff nor an owner), InvalidInput, PersonExists.
    """
    with writing():
        customer = customer_for(by, customer_id)
        if not permissions.may_change_people(by, customer.pk):
            raise NotAllowed(verb="add_person")
        facts = person_facts(name=name, phone=phone, language=language or customer.language, country=customer.country)
        address = email_address(email)
        # The customer's row is locked, so no twin can slip in between.
        present = Person.objects.filter(customer=customer, email=address).first()
        if present:
            raise PersonExists(email=address, person_id=present.pk)
        person = Person.objects.create(
            customer=customer, email=address, is_owner=is_owner, sees_all_tickets=sees_all_tickets,
            may_spend=may_spend, **facts,
        )  # fmt: skip
        keep_words(customer)
        record("add_person", by=by, subject=("person", person.pk), now=now, data={"customer": customer.pk})
        return person
