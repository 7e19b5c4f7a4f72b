from datetime import date, datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers import permissions, queries
from pointdesk.customers.models import Ownership
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.kit.texts import one_line
from pointdesk.vendor.models import Product


def record_ownership(
    *, customer_id: int, product_id: int, since: date, reference: str, by: Actor, now: datetime
) -> Ownership:
    """The customer owns a product since a day. `reference` is the order line, or the reason where staff record it.

    The same customer, product and reference again give the ownership that is there, ended or not, and write nothing.
    Raises NotAllowed (staff and shops), NotFound (customer, product), InvalidInput (reference).
    """
    if not permissions.may_record_ownership(by):
        raise NotAllowed(verb="record_ownership")
    reference = one_line(reference, field="reference", most=200)
    with writing():
        customer = queries.locked_customer(customer_id)
        if not Product.objects.filter(id=product_id).exists():
            raise NotFound(kind="product", ref=str(product_id))
        facts = {"customer": customer, "product_id": product_id, "reference": reference}
        present = Ownership.objects.filter(**facts).first()
        if present:
            return present
        owned = Ownership.objects.create(**facts, since=since)
        record(
            "record_ownership", by=by, subject=("customer", customer.pk), now=now,
            data={"ownership": owned.pk, "product": product_id, "since": since.isoformat()},
        )  # fmt: skip
        return owned
