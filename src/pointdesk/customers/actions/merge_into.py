from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers import permissions
from pointdesk.customers.actions._words import keep_words
from pointdesk.customers.models import Customer, Ownership, Person
from pointdesk.customers.queries import pair_to_merge
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed


def merge_into(*, customer_id: int, survivor_id: int, by: Actor, now: datetime) -> Customer:
    """Make two records of one customer one: people, shops' ids and products go over to the survivor (P23).

    The other record stays and points to the survivor; whoever reads it by `queries.customer` finds the survivor. A
    person whose e-mail the survivor has already is deactivated where they are, and hands over their sign-in. Points
    and tickets are moved by the rooms that hold them. Returns the survivor.

    Raises NotAllowed (managers), NotFound, InvalidInput (``same_customer``), AlreadyMerged (either of them).
    """
    if not permissions.may_merge(by):
        raise NotAllowed(verb="merge_into")
    with writing():
        merged, survivor = pair_to_merge(customer_id, survivor_id, lock=True)
        _move_people(merged, survivor)
        merged.external_ids.update(customer=survivor)
        _move_ownerships(merged, survivor)
        merged.merged.update(merged_into=survivor)  # chains keep one step
        merged.merged_into = survivor
        merged.save(update_fields=["merged_into"])
        keep_words(survivor)
        record("merge_into", by=by, subject=("customer", customer_id), now=now, data={"survivor": survivor_id})
        return survivor


def _move_people(merged: Customer, survivor: Customer) -> None:
    present = {person.email: person for person in survivor.people.all()}
    for person in merged.people.order_by("id"):
        twin = present.get(person.email)
        if twin is None:
            person.customer = survivor
            person.save(update_fields=["customer"])
        else:
            _hand_over(person, twin)


def _hand_over(person: Person, twin: Person) -> None:
    user, was_active = person.user, person.is_active
    person.user, person.is_active = None, False
    person.save(update_fields=["user", "is_active"])
    # One e-mail has one account, so at most one of the two can sign in. Rights stay the survivor's: none are won.
    twin.user = twin.user or user
    twin.email_verified |= person.email_verified
    twin.is_active |= was_active
    twin.save(update_fields=["user", "email_verified", "is_active"])


def _move_ownerships(merged: Customer, survivor: Customer) -> None:
    present = set(survivor.ownerships.values_list("product_id", "reference"))
    moving = [o.pk for o in merged.ownerships.all() if (o.product_id, o.reference) not in present]
    Ownership.objects.filter(id__in=moving).update(customer=survivor)
