from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers import permissions, queries
from pointdesk.customers.actions._checked import external_id_facts
from pointdesk.customers.errors import ExternalIdTaken
from pointdesk.customers.models import ExternalId
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def add_external_id(*, customer_id: int, shop: str, external_id: str, by: Actor, now: datetime) -> None:
    """From now on the shop's id for this customer is known; the same again changes nothing.

    Raises NotAllowed (staff and shops), NotFound, InvalidInput, ExternalIdTaken.
    """
    if not permissions.may_register(by):
        raise NotAllowed(verb="add_external_id")
    facts = external_id_facts(shop, external_id)
    with writing():
        customer = queries.locked_customer(customer_id)
        # Not `create`: a twin may commit the same id between a look and an insert, and both must end well.
        row, created = ExternalId.objects.get_or_create(**facts, defaults={"customer": customer})
        if row.customer_id != customer.pk:
            raise ExternalIdTaken(shop=facts["shop"], external_id=facts["value"])
        if created:
            record("add_external_id", by=by, subject=("customer", customer.pk), now=now, data={"shop": facts["shop"]})
