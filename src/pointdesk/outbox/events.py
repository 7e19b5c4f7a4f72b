from dataclasses import dataclass

from pointdesk.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class JobDue(Event):
    """A recurring job has come due. It travels like any event, so jobs are leased, retried and parked likewise."""

    job: str
