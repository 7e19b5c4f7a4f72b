from datetime import datetime

from django.db import transaction

from pointdesk.outbox.actions.publish import publish
from pointdesk.outbox.events import JobDue
from pointdesk.outbox.models import ScheduledRun
from pointdesk.outbox.queries import jobs, zone
from pointdesk.outbox.rules import last_due


def start_jobs(now: datetime) -> list[str]:
    """Announce every recurring job whose time has come since it last ran; returns their names.

    However many workers ask, each run is announced once; days missed while no worker ran are made up for by one run.
    """
    table = jobs()
    if not table:
        return []
    here = zone()
    due = {name: last_due(at, now=now, zone=here) for name, (at, _) in table.items()}
    return [name for name, at in due.items() if not _seen(name, at) and _start(name, at, now)]


def _seen(name: str, at: datetime) -> bool:
    return ScheduledRun.objects.filter(name=name, due_at__gte=at).exists()


def _start(name: str, at: datetime, now: datetime) -> bool:
    with transaction.atomic():
        _, created = ScheduledRun.objects.get_or_create(name=name, due_at=at, defaults={"seen_at": now})
        if created:
            publish(JobDue(job=name), now=now)
    return created
