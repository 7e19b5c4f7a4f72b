"""The recurring jobs, night after night."""

from datetime import timedelta

from pointdesk.demo.agenda import Story
from pointdesk.demo.stage import Stage
from pointdesk.outbox.actions import run_jobs, start_jobs

BY_THE_WORKER = timedelta(days=3)
"""So long before the end the worker takes the jobs over, as it does from then on; before, they just happen."""


def nights(stage: Stage) -> Story:
    """Every morning, after the last of the jobs has come due, until the end."""
    day = stage.today
    while True:
        day += timedelta(days=1)
        yield stage.on(day, 8, 10)
        if stage.end - stage.now < BY_THE_WORKER:
            start_jobs(stage.now)
        else:
            run_jobs(stage.now)
