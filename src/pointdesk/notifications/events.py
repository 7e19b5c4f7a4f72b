"""What the notices tell the worker."""

from dataclasses import dataclass

from pointdesk.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class NoticeWritten(Event):
    """A notice is recorded and waits to be sent."""

    notice_id: int
