from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pointdesk.bugs.models import Bug
from pointdesk.bugs.queries import bugs_for, bugs_of, ticket_counts
from pointdesk.bugs.rules import BugStatus, is_ours
from pointdesk.charges.queries import charge_view, rehearse_return
from pointdesk.desk.pages.effects import Effect, effect_of
from pointdesk.desk.pages.words import BUG_WORDS
from pointdesk.kit.actors import Actor
from pointdesk.tickets.models import Ticket

MOST_BUGS = 20
"""So many known bugs are offered, the latest first."""


@dataclass(frozen=True)
class OurBugPage:
    """ "Our bug" before it is said: the bugs that it may be, as (id, words), and what comes back."""

    number: int
    subject: str
    customer: str
    bugs: list[tuple[int, str]]
    effect: Effect


def build_our_bug(ticket: Ticket, by: Actor, now: datetime) -> OurBugPage:
    """The bugs that caused the ticket already, then the latest of its product line, each with what choosing it does."""
    charge = charge_view(ticket.charge_id, now=now)
    rehearse = partial(rehearse_return, charge_id=charge.id, now=now)
    known = bugs_of(ticket.pk)
    latest = bugs_for(by, now=now).filter(line=ticket.line_id).exclude(status=BugStatus.REJECTED.value)[:MOST_BUGS]
    bugs = {bug.pk: bug for bug in [*known, *latest]}
    counts = ticket_counts(bugs)
    own = {bug.pk for bug in known}
    return OurBugPage(
        number=ticket.number,
        subject=ticket.subject,
        customer=ticket.customer.name,
        bugs=[(bug.pk, _words(bug, counts.get(bug.pk, 0) - (bug.pk in own))) for bug in bugs.values()],
        effect=effect_of(rehearse, charge, now, mark=""),
    )


def _words(bug: Bug, others: int) -> str:
    """What the bug is called, what is thought of it, and what else would happen; `others` are its other tickets."""
    parts = [str(bug), str(BUG_WORDS[bug.verdict][1])]
    if is_ours(bug.verdict):
        parts.append(_("returns everything as soon as it is linked"))
    elif others:
        words = ngettext(
            "to confirm it returns for %(tickets)s other ticket too",
            "to confirm it returns for %(tickets)s other tickets too",
            others,
        )
        parts.append(words % {"tickets": others})
    return " · ".join(parts)
