from datetime import datetime

from django.db import IntegrityError, transaction

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers import permissions, queries
from pointdesk.customers.actions._checked import customer_facts, external_id_facts, person_facts
from pointdesk.customers.actions._words import keep_words
from pointdesk.customers.models import Customer, ExternalId, Person
from pointdesk.customers.rules import email_address
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def register_customer(
    *,
    name: str,
    by: Actor,
    now: datetime,
    email: str = "",
    person_name: str = "",
    phone: str = "",
    vat_id: str = "",
    country: str = "",
    language: str = "en",
    shop: str = "",
    external_id: str = "",
) -> Customer:
    """A new customer; with an e-mail also its first person, an owner whose address is not verified yet.

    With `shop` and `external_id` the same id again gives the customer who has it, and nothing is written: two orders
    of a new customer may arrive at the same moment. Duplicates of other kinds are a suspicion (`queries.suspects`),
    never a refusal.

    Raises NotAllowed, InvalidInput.
    """
    if not permissions.may_register(by):
        raise NotAllowed(verb="register_customer")
    facts = customer_facts(name=name, vat_id=vat_id, phone=phone, country=country, language=language)
    known_as = external_id_facts(shop, external_id) if shop or external_id else None
    address = email_address(email) if email.strip() else ""
    person = person_facts(name=person_name or name, phone=phone, language=language, country=facts["country"])
    with writing():
        present = queries.find_customer(shop=shop.strip(), external_id=external_id.strip()) if known_as else None
        if present:
            return present
        try:
            # A point to return to: the twin of this order may commit the same external id first.
            with transaction.atomic():
                customer = Customer.objects.create(**facts, created_at=now)
                if known_as:
                    ExternalId.objects.create(customer=customer, **known_as)
        except IntegrityError:
            twin = queries.find_customer(shop=shop, external_id=external_id.strip())
            if twin is None:
                raise
            return twin
        if address:
            Person.objects.create(customer=customer, email=address, is_owner=True, sees_all_tickets=True, **person)
        keep_words(customer)
        record("register_customer", by=by, subject=("customer", customer.pk), now=now)
        return customer
