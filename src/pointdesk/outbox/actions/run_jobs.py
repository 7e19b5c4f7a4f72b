from datetime import datetime

from pointdesk.outbox.queries import jobs


def run_jobs(now: datetime) -> list[str]:
    """Run every recurring job at once, in the order of their times of day, and return their names.

    For played stories and tests, where a night passes when the story says so; the worker uses `start_jobs`.
    """
    table = sorted(jobs().items(), key=lambda entry: entry[1][0])
    for _, (_, job) in table:
        job(now)
    return [name for name, _ in table]
