from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pointdesk.bugs.models import Bug
from pointdesk.bugs.queries import bug_for, bugs_for, bugs_of, ticket_counts, tickets_of
from pointdesk.bugs.rules import BugStatus, is_ours
from pointdesk.charges.queries import charge_view, rehearse_return
from pointdesk.desk.pages.effects import Effect, effect_of
from pointdesk.desk.pages.words import BUG_WORDS
from pointdesk.kit.actors import Actor
from pointdesk.reports.queries import points_said
from pointdesk.tickets.models import Ticket

MOST_BUGS = 20
"""So many known bugs are offered, the latest first."""


@dataclass(frozen=True)
class OurBugPage:
    """ "Our bug" before it is said: the bugs that it may be, as (id, words)."""

    number: int
    subject: str
    customer: str
    bugs: list[tuple[int, str]]


@dataclass(frozen=True)
class Returned:
    """A further ticket of the bug, and the points that come back for it."""

    number: int
    customer: str
    points: int


@dataclass(frozen=True)
class Linking:
    """What naming the bug does. `own` is what comes back for this ticket, None where nothing does yet; `others` what
    comes back for further tickets; `points` all of it; `button` says it."""

    own: Effect | None
    others: list[Returned]
    points: int
    button: str


def build_our_bug(ticket: Ticket, by: Actor, now: datetime) -> OurBugPage:
    """The bugs that caused the ticket already, then the latest of its product line, each with what choosing it does."""
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
    )


def build_linking(ticket: Ticket, bug_id: int | None, by: Actor, now: datetime, *, certain: bool) -> Linking:
    """What linking the ticket does, to a new bug where `bug_id` is None; `certain` confirms it. Raises NotFound."""
    bug = None if bug_id is None else bug_for(by, bug_id, now=now)
    ours = bug is not None and is_ours(bug.verdict)
    if not (certain or ours):
        return Linking(own=None, others=[], points=0, button=_("Link the bug, return nothing"))
    others = [] if bug is None or ours else _returned(bug, ticket)
    charge = charge_view(ticket.charge_id, now=now)
    own = effect_of(partial(rehearse_return, charge_id=charge.id, now=now), charge, now, mark="")
    points = charge.charged + sum(other.points for other in others)
    if points:
        button = _("Return %(points)s and link the bug") % {"points": points_said(points)}
    else:
        button = _("Link the bug: nothing was charged")
    return Linking(own=own, others=others, points=points, button=button)


def _returned(bug: Bug, ticket: Ticket) -> list[Returned]:
    """The other tickets of a bug that hold points."""
    return [
        Returned(other.number, other.customer.name, other.charge.charged)
        for other in tickets_of(bug.pk)
        if other.pk != ticket.pk and other.charge.charged
    ]


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
