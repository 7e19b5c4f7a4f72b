from dataclasses import dataclass
from datetime import datetime
from functools import partial

from pointdesk.bugs.queries import bugs_for, bugs_of
from pointdesk.bugs.rules import BugStatus
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
    """The bugs that caused the ticket already, then the latest of its product line."""
    charge = charge_view(ticket.charge_id, now=now)
    rehearse = partial(rehearse_return, charge_id=charge.id, now=now)
    known = bugs_of(ticket.pk)
    latest = bugs_for(by, now=now).filter(line=ticket.line_id).exclude(status=BugStatus.REJECTED.value)[:MOST_BUGS]
    bugs = {bug.pk: f"{bug} · {BUG_WORDS[bug.verdict][1]}" for bug in [*known, *latest]}
    return OurBugPage(
        number=ticket.number,
        subject=ticket.subject,
        customer=ticket.customer.name,
        bugs=list(bugs.items()),
        effect=effect_of(rehearse, charge, now, mark=""),
    )
