from pointdesk.base.database import require_transaction
from pointdesk.customers.models import Customer
from pointdesk.kit.errors import NotFound


def customer(customer_id: int) -> Customer:
    """The customer, or the one they were merged into. One query. Raises NotFound."""
    found = Customer.objects.filter(id=customer_id).select_related("merged_into").first()
    if found is None:
        raise NotFound(kind="customer", ref=str(customer_id))
    return found.merged_into or found


def locked_customer(customer_id: int) -> Customer:
    """As `customer`, with the row locked until the transaction ends. Raises NotFound."""
    require_transaction()
    # "No key": whoever writes a row that refers to the customer (a ticket, a charge) need not wait.
    found = Customer.objects.select_for_update(no_key=True).filter(id=customer_id).first()
    if found is None:
        raise NotFound(kind="customer", ref=str(customer_id))
    # A merge leaves chains of one step only, so the survivor is the last.
    return found if found.merged_into_id is None else locked_customer(found.merged_into_id)
