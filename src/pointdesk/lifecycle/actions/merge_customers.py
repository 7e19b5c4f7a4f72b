from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.base.ids import possible_ids
from pointdesk.calls import actions as calls
from pointdesk.charges import actions as charges
from pointdesk.customers import actions as customers
from pointdesk.customers.models import Customer
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.kit.texts import whole_text
from pointdesk.ledger import actions as ledger
from pointdesk.ledger import queries as wallets
from pointdesk.lifecycle.events import CustomersMerged
from pointdesk.lifecycle.permissions import may_merge
from pointdesk.outbox.actions import publish
from pointdesk.tickets import actions as tickets
from pointdesk.vendor.models import ProductLine


def merge_customers(*, customer_id: int, survivor_id: int, by: Actor, now: datetime, reason: str) -> Customer:
    """Two records are one customer: everything of the first goes over to the survivor, for good (P23).

    People, shops' ids and products; points, line by line, with kind, origin and last day; what is owed; charges and
    tickets, also those that wait. What tickets have drawn returns to the survivor later on. Orders and welcome gifts
    stay where they are and are read through, so the gift of a line stays once for both. The merged record stays and
    points to the survivor. Doing it again changes nothing. Returns the survivor. Publishes CustomersMerged.

    Raises NotAllowed (managers, administrators), NotFound, InvalidInput (reason, ``same_customer``), AlreadyMerged
    (either of them into a third one).
    """
    if not may_merge(by):
        raise NotAllowed(verb="merge_customers")
    reason = whole_text(reason, field="reason", most=2000)
    with writing():
        both = _locked(customer_id, survivor_id)
        merged, survivor = both.get(customer_id), both.get(survivor_id)
        if merged and survivor and merged.merged_into_id == survivor.pk:
            return survivor
        survivor = customers.merge_into(customer_id=customer_id, survivor_id=survivor_id, by=by, now=now)
        # Tickets and calls are locked before wallets, here as everywhere.
        tickets.move_to_customer(from_customer_id=customer_id, to_customer_id=survivor_id, by=by, now=now)
        calls.move_to_customer(from_customer_id=customer_id, to_customer_id=survivor_id, by=by, now=now)
        points = _merge_wallets(customer_id, survivor_id, by=by, now=now, reason=reason)
        charges.move_to_customer(from_customer_id=customer_id, to_customer_id=survivor_id, by=by, now=now)
        told = CustomersMerged(customer_id=customer_id, survivor_id=survivor_id, points=points)
        record("merge_customers", by=by, subject=("customer", customer_id), now=now, data=told.to_data())
        publish(told, now=now)
        return survivor


def _locked(*customer_ids: int) -> dict[int, Customer]:
    """The rows that there are, locked in id order.

    Not their keys: whoever moves points refers to the customer when they commit, and must not wait for us to do so.
    """
    ids = possible_ids(customer_ids)
    rows = Customer.objects.select_for_update(no_key=True).filter(id__in=ids).order_by("id")
    return {row.pk: row for row in rows}


def _merge_wallets(customer_id: int, survivor_id: int, *, by: Actor, now: datetime, reason: str) -> int:
    """Let the survivor's wallets take over, all of them locked first, in id order; the points that moved."""
    lines = list(ProductLine.objects.order_by("id").values_list("id", flat=True))
    # A shared wallet is found once for every line.
    olds = {wallet: line for line in lines if (wallet := wallets.wallet_of(customer_id, line)) is not None}
    pairs = {old: ledger.open_wallet(customer_id=survivor_id, line_id=line) for old, line in olds.items()}
    ledger.lock_wallets([*pairs, *pairs.values()])
    moved = 0
    for old, new in sorted(pairs.items()):
        outcome = ledger.merge_wallets(
            from_wallet_id=old, to_wallet_id=new, key=f"merge:{customer_id}:{survivor_id}", by=by, now=now, note=reason
        )
        moved -= outcome.change
    return moved
