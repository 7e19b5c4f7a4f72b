from dataclasses import dataclass
from datetime import datetime

from pointdesk.bugs.models import Bug
from pointdesk.bugs.permissions import may_keep_register
from pointdesk.bugs.queries import PatchRow, bug_for, bugs_for, patches_of, ticket_counts, tickets_of
from pointdesk.bugs.rules import BugStatus, is_ours
from pointdesk.desk.pages.words import BUG_WORDS
from pointdesk.kit.actors import Actor

PAGE = 25


@dataclass(frozen=True)
class BugRow:
    """A bug in the register, with the tone of its state and the desk's word for it."""

    id: int
    reference: str
    title: str
    line: str
    versions: str
    tone: str
    word: str
    tickets: int


@dataclass(frozen=True)
class BugsPage:
    """The register, newest first; `older` is the id before which the next page begins."""

    rows: list[BugRow]
    older: int | None
    may_keep: bool


@dataclass(frozen=True)
class CausedTicket:
    """A ticket that the bug caused; `charged` is what it still holds, and would come back."""

    number: int
    subject: str
    customer: str
    is_bug: bool
    charged: int


@dataclass(frozen=True)
class BugPage:
    """One bug with the tickets that it caused and its patches. `charged` is what confirming it would return."""

    bug: Bug
    tone: str
    word: str
    tickets: list[CausedTicket]
    charged: int
    patches: list[PatchRow]
    may_confirm: bool
    may_reject: bool
    may_fix: bool


def build_bugs(by: Actor, now: datetime, *, before: int | None) -> BugsPage:
    """The register from the row after `before`."""
    bugs = bugs_for(by, now=now)
    found = list((bugs if before is None else bugs.filter(id__lt=before))[: PAGE + 1])
    counts = ticket_counts([bug.pk for bug in found])
    rows = [_row(bug, counts.get(bug.pk, 0)) for bug in found[:PAGE]]
    return BugsPage(rows, rows[-1].id if len(found) > PAGE else None, may_keep_register(by))


def build_bug(bug_id: int, by: Actor, now: datetime) -> BugPage:
    """One bug. Raises NotFound."""
    bug = bug_for(by, bug_id, now=now)
    tone, word = BUG_WORDS[bug.verdict]
    tickets = [
        CausedTicket(x.number, x.subject, x.customer.name, x.charge.is_bug, x.charge.charged)
        for x in tickets_of(bug.pk)
    ]
    keeps, ours = may_keep_register(by), is_ours(bug.verdict)
    return BugPage(
        bug=bug,
        tone=tone,
        word=str(word),
        tickets=tickets,
        charged=sum(ticket.charged for ticket in tickets),
        patches=patches_of(bug.pk),
        may_confirm=keeps and not ours,
        may_reject=keeps and bug.verdict is BugStatus.REPORTED,
        may_fix=keeps and ours,
    )


def _row(bug: Bug, tickets: int) -> BugRow:
    tone, word = BUG_WORDS[bug.verdict]
    return BugRow(
        id=bug.pk, reference=bug.reference, title=bug.title, line=bug.line.name, versions=bug.affected_versions,
        tone=tone, word=str(word), tickets=tickets,
    )  # fmt: skip
