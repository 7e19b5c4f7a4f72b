from dataclasses import dataclass
from datetime import date, datetime

from pointdesk.bugs.queries import bugs_for, patches_for
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.vendor.queries import policies

MOST = 100


@dataclass(frozen=True)
class PatchRow:
    """A patch for one version of the software."""

    id: int
    version: str
    instructions: str


@dataclass(frozen=True)
class BugRow:
    """A bug as customers read it; `fixed_in` is empty while it is not fixed."""

    reference: str
    title: str
    line: str
    affected_versions: str
    fixed_in: str
    decided_on: date | None
    patches: list[PatchRow]


@dataclass(frozen=True)
class BugsPage:
    """The bugs of the products that the customer owns today."""

    bugs: list[BugRow]


def build_bugs(by: Actor, now: datetime) -> BugsPage:
    """The page of a customer's person."""
    zone = policies().zone
    bugs = list(bugs_for(by, now=now)[:MOST])
    patches: dict[int, list[PatchRow]] = {}
    for patch in patches_for(by, now=now).filter(bug__in=[bug.pk for bug in bugs]):
        patches.setdefault(patch.bug_id, []).append(PatchRow(patch.pk, patch.version, patch.instructions))
    return BugsPage(
        bugs=[
            BugRow(
                reference=bug.reference,
                title=bug.title,
                line=bug.line.name,
                affected_versions=bug.affected_versions,
                fixed_in=bug.fixed_in,
                decided_on=day_of(bug.decided_at, zone) if bug.decided_at else None,
                patches=patches.get(bug.pk, []),
            )
            for bug in bugs
        ]
    )
