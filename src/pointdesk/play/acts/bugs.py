"""The bug register and the patch shelf."""

from datetime import datetime

from pointdesk.bugs import actions as bugs
from pointdesk.bugs.models import Patch
from pointdesk.play.rules import verbs
from pointdesk.play.stage.stage import Stage
from pointdesk.play.stage.world import AGENT
from pointdesk.tickets.models import Ticket

WHY = "as the story says"
PATCH = b"--- a/cart.php\n+++ b/cart.php\n"


def bug(verb: verbs.Bug, stage: Stage, now: datetime) -> None:
    """The agent confirms the bug with its tickets, and publishes its patch when the bug is first named."""
    by = stage.staff(AGENT, now)
    is_new = verb.bug not in stage.bugs
    bug_id = _registered(verb, stage, now)
    for ticket in verb.tickets:
        bugs.link_ticket(bug_id=bug_id, ticket_id=stage.tickets[ticket], by=by, now=now)
    bugs.confirm_bug(bug_id=bug_id, by=by, now=now, reason=WHY)
    if is_new:
        bugs.publish_patch(bug_id=bug_id, version="1", name="fix.patch", content=PATCH, by=by, now=now)


def _registered(verb: verbs.Bug, stage: Stage, now: datetime) -> int:
    if verb.bug not in stage.bugs:
        first = Ticket.objects.filter(id__in=[stage.tickets[t] for t in verb.tickets[:1]]).first()
        line_id = first.line_id if first else stage.line("x-cart")
        by = stage.staff(AGENT, now)
        stage.bugs[verb.bug] = bugs.register_bug(line_id=line_id, title=verb.bug, by=by, now=now).pk
    return stage.bugs[verb.bug]


def not_a_bug(verb: verbs.NotABug, stage: Stage, now: datetime) -> None:
    """The agent reverses the verdict for one ticket."""
    bugs.reverse_bug(
        ticket_id=stage.tickets[verb.ticket], items=[(verb.item, 1)], by=stage.staff(AGENT, now), now=now, reason=WHY
    )


def download_patch(verb: verbs.DownloadPatch, stage: Stage, now: datetime) -> None:
    """The customer fetches the bug's patch."""
    by = stage.person(stage.customer(verb.customer, now), now)
    patch = Patch.objects.get(bug_id=stage.bugs[verb.bug])
    bugs.download_patch(patch_id=patch.pk, by=by, now=now)
