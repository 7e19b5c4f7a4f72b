from pointdesk.outbox.rules.backoff import MOST_ATTEMPTS, wait_after
from pointdesk.outbox.rules.lease import LEASE, is_outside, lease_of, outside
from pointdesk.outbox.rules.schedule import last_due

__all__ = ["LEASE", "MOST_ATTEMPTS", "is_outside", "last_due", "lease_of", "outside", "wait_after"]
