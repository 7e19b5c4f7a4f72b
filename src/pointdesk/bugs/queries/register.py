from datetime import datetime

from django.db.models import QuerySet

from pointdesk.bugs.models import Bug, Patch
from pointdesk.bugs.rules import BugStatus, is_ours
from pointdesk.customers.queries import owned_products
from pointdesk.kit.actors import Actor, ActorKind
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import NotFound
from pointdesk.vendor.queries import policies

KNOWN = [status.value for status in BugStatus if is_ours(status)]


def bugs_for(by: Actor, *, now: datetime) -> QuerySet[Bug]:
    """What `by` may read of the register, newest first: staff everything, a person the confirmed and fixed bugs of the
    lines of which their customer owns a product today, anybody else nothing."""
    bugs = Bug.objects.select_related("line").order_by("-id")
    if _reads_all(by):
        return bugs
    return bugs.filter(status__in=KNOWN, line_id__in=_owned_lines(by, now))


def bug_for(by: Actor, bug_id: int, *, now: datetime) -> Bug:
    """One bug that `by` may read. Raises NotFound."""
    bug = bugs_for(by, now=now).filter(id=bug_id).first()
    if bug is None:
        raise NotFound(kind="bug", ref=str(bug_id))
    return bug


def patches_for(by: Actor, *, now: datetime) -> QuerySet[Patch]:
    """The patches that `by` may fetch, newest first: staff all, a person those of the lines of which their customer
    owns a product today (R26), anybody else none."""
    patches = Patch.objects.select_related("bug__line", "file").order_by("-id")
    if _reads_all(by):
        return patches
    return patches.filter(bug__line_id__in=_owned_lines(by, now))


def _reads_all(by: Actor) -> bool:
    return by.kind in (ActorKind.STAFF, ActorKind.SYSTEM)


def _owned_lines(by: Actor, now: datetime) -> set[int]:
    if by.kind is not ActorKind.PERSON or by.customer_id is None:
        return set()
    return {product.line_id for product in owned_products(by.customer_id, on=day_of(now, policies().zone))}
