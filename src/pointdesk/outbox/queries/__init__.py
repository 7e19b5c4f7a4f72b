from pointdesk.outbox.queries.troubles import Trouble, failing, parked
from pointdesk.outbox.queries.wiring import Job, Reaction, jobs, reactions_to, zone

__all__ = ["Job", "Reaction", "Trouble", "failing", "jobs", "parked", "reactions_to", "zone"]
