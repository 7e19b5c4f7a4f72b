from datetime import datetime, timedelta

from pointdesk.kit.errors import NotFound
from pointdesk.outbox.events import JobDue
from pointdesk.outbox.queries import jobs
from pointdesk.outbox.rules import outside


# Jobs walk through whole tables in transactions of their own.
@outside(lease=timedelta(hours=1))
def run_job(event: JobDue, *, now: datetime) -> None:
    """Run a recurring job whose time has come. Raises NotFound where the table no longer has it."""
    entry = jobs().get(event.job)
    if entry is None:
        raise NotFound(kind="job", ref=event.job)
    _, job = entry
    job(now)
