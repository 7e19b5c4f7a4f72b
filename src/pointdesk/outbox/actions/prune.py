from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from pointdesk.base.database import writing
from pointdesk.outbox.models import Delivery, ScheduledRun, State, StoredEvent

KEPT = timedelta(days=90)
BATCH = 1000


def prune(now: datetime) -> int:
    """Forget what was delivered more than 90 days ago; returns how many deliveries. What is parked stays.

    The daily job. It deletes in small transactions, so that nobody waits behind it.
    """
    old = now - KEPT
    gone = _delete(Delivery.objects.filter(state=State.DONE, ended_at__lt=old))
    _delete(StoredEvent.objects.filter(routed_at__isnull=False, occurred_at__lt=old, deliveries=None))
    _delete(ScheduledRun.objects.filter(due_at__lt=old))
    return gone


def _delete(rows: QuerySet[Any]) -> int:
    total = 0
    while True:
        with writing():
            ids = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
            rows.model._default_manager.filter(pk__in=ids).delete()
        total += len(ids)
        if len(ids) < BATCH:
            return total
