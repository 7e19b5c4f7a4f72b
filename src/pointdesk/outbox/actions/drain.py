from datetime import datetime
from uuid import uuid4

from pointdesk.outbox.actions.deliver_next import deliver_next
from pointdesk.outbox.actions.route_events import route_events


def drain(now: datetime, limit: int | None = None) -> int:
    """Deliver what is due at `now`, and what that publishes, until nothing is due; returns how many were tried.

    `limit` bounds the number of deliveries. Failed ones wait for their next attempt: ask `queries.failing()`.
    """
    worker, tried = f"drain-{uuid4().hex}", 0
    more = route_events(now) > 0
    while limit is None or tried < limit:
        if deliver_next(worker=worker, now=now):
            tried, more = tried + 1, True
        elif not more or not route_events(now):
            break
    return tried
