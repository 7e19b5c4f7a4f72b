from pointdesk.base.database import require_transaction
from pointdesk.base.ids import possible_ids
from pointdesk.customers.errors import AlreadyMerged
from pointdesk.customers.models import Customer
from pointdesk.kit.errors import InvalidInput, NotFound


def pair_to_merge(customer_id: int, survivor_id: int, *, lock: bool = False) -> tuple[Customer, Customer]:
    """Two records that may become one customer: the one that goes and the one that stays; with `lock` for the act.

    Raises InvalidInput (``same_customer``), NotFound, AlreadyMerged (either of them).
    """
    if customer_id == survivor_id:
        raise InvalidInput(field="survivor_id", problem="same_customer")
    # In id order, so that two merges of the same two customers cannot wait for each other.
    both = Customer.objects.filter(id__in=possible_ids((customer_id, survivor_id))).order_by("id")
    if lock:
        require_transaction()
        both = both.select_for_update(no_key=True)
    rows = {customer.pk: customer for customer in both}
    for wanted in (customer_id, survivor_id):
        if wanted not in rows:
            raise NotFound(kind="customer", ref=str(wanted))
        if (into := rows[wanted].merged_into_id) is not None:
            raise AlreadyMerged(customer_id=wanted, survivor_id=into)
    return rows[customer_id], rows[survivor_id]
