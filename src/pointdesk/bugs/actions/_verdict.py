"""Writing down a verdict on a bug."""

from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.bugs.events import BugVerdictGiven
from pointdesk.bugs.models import Bug
from pointdesk.bugs.rules import BugStatus
from pointdesk.kit.actors import Actor
from pointdesk.outbox.actions import publish


def give_verdict(bug: Bug, status: BugStatus, verb: str, *, by: Actor, now: datetime, tickets: int = 0) -> None:
    """Set a locked bug's status, save what the verdict rests on, and announce it; `tickets` is how many it concerns."""
    bug.status, bug.decided_at = status.value, now
    bug.save(update_fields=["status", "decided_at", "reproduced", "reason", "affected_versions", "fixed_in"])
    record(verb, by=by, subject=("bug", bug.pk), now=now, data={"status": status.value, "tickets": tickets})
    publish(
        BugVerdictGiven(bug_id=bug.pk, bug=bug.reference, line_id=bug.line_id, status=status.value, tickets=tickets),
        now=now,
    )
