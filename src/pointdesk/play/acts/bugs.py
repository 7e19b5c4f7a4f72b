"""The bug register and the patch shelf."""

from datetime import datetime

from pointdesk.bugs import actions as bugs
from pointdesk.bugs.models import Patch
from pointdesk.play.rules import verbs
from pointdesk.play.rules.words import LINES
from pointdesk.play.stage.stage import WHY, Stage
from pointdesk.play.stage.world import AGENT
from pointdesk.tickets.models import Ticket

PATCH = b"--- a/cart.php\n+++ b/cart.php\n"


def bug(verb: verbs.Bug, stage: Stage, now: datetime) -> None:
    """The agent says that the bug caused these tickets, and confirms it (again)."""
    by = stage.staff(AGENT, now)
    first = Ticket.objects.filter(id__in=[stage.tickets[ticket] for ticket in verb.tickets[:1]]).first()
    bug_id = _named(verb.bug, first.line_id if first else stage.line(LINES[0]), stage, now)
    for ticket in verb.tickets:
        bugs.link_ticket(bug_id=bug_id, ticket_id=stage.tickets[ticket], by=by, now=now)
    bugs.confirm_bug(bug_id=bug_id, by=by, now=now, reason=WHY)


def _named(name: str, line_id: int, stage: Stage, now: datetime) -> int:
    """The bug of that name; first named, it is registered and confirmed, and its patch is published (ruling 30)."""
    if name not in stage.bugs:
        by = stage.staff(AGENT, now)
        bug_id = bugs.register_bug(line_id=line_id, title=name, by=by, now=now).pk
        bugs.confirm_bug(bug_id=bug_id, by=by, now=now, reason=WHY)
        bugs.publish_patch(bug_id=bug_id, version="1", name="fix.patch", content=PATCH, by=by, now=now)
        stage.bugs[name] = bug_id
    return stage.bugs[name]


def not_a_bug(verb: verbs.NotABug, stage: Stage, now: datetime) -> None:
    """The agent reverses the verdict for one ticket."""
    bugs.reverse_bug(
        ticket_id=stage.tickets[verb.ticket], items=[(verb.item, 1)], by=stage.staff(AGENT, now), now=now, reason=WHY
    )


def download_patch(verb: verbs.DownloadPatch, stage: Stage, now: datetime) -> None:
    """The customer fetches the bug's patch."""
    by = stage.person(stage.customer(verb.customer, now), now)
    patch = Patch.objects.get(bug_id=_named(verb.bug, stage.line(LINES[0]), stage, now))
    bugs.download_patch(patch_id=patch.pk, by=by, now=now)
