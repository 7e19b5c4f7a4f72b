from pointdesk.outbox.models.delivery import Delivery, State
from pointdesk.outbox.models.event import StoredEvent
from pointdesk.outbox.models.scheduled_run import ScheduledRun

__all__ = ["Delivery", "ScheduledRun", "State", "StoredEvent"]
