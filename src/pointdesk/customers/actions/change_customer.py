from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers import permissions
from pointdesk.customers.actions._checked import customer_facts
from pointdesk.customers.actions._found import customer_for
from pointdesk.customers.actions._words import keep_words
from pointdesk.customers.models import Customer
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def change_customer(
    *,
    customer_id: int,
    by: Actor,
    now: datetime,
    name: str | None = None,
    vat_id: str | None = None,
    phone: str | None = None,
    country: str | None = None,
    language: str | None = None,
) -> Customer:
    """Change what is known of a customer; None leaves a field as it is, blank empties it. No change writes nothing.

    Raises NotFound, NotAllowed, InvalidInput.
    """
    given = {"name": name, "vat_id": vat_id, "phone": phone, "country": country, "language": language}
    with writing():
        customer = customer_for(by, customer_id)
        if not permissions.may_change_people(by, customer.pk):
            raise NotAllowed(verb="change_customer")
        facts = customer_facts(**{k: getattr(customer, k) if v is None else v for k, v in given.items()})
        changed = sorted(field for field, value in facts.items() if getattr(customer, field) != value)
        if changed:
            for field in changed:
                setattr(customer, field, facts[field])
            customer.save(update_fields=changed)
            keep_words(customer)
            record("change_customer", by=by, subject=("customer", customer.pk), now=now, data={"fields": changed})
        return customer
