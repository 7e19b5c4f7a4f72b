from pointdesk.outbox.actions.deliver_next import deliver_next
from pointdesk.outbox.actions.drain import drain
from pointdesk.outbox.actions.prune import prune
from pointdesk.outbox.actions.publish import publish
from pointdesk.outbox.actions.replay import replay
from pointdesk.outbox.actions.route_events import route_events
from pointdesk.outbox.actions.run_jobs import run_jobs
from pointdesk.outbox.actions.start_jobs import start_jobs

__all__ = ["deliver_next", "drain", "prune", "publish", "replay", "route_events", "run_jobs", "start_jobs"]
