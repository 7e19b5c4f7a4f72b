from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pointdesk.audit.models import Record


@dataclass(frozen=True)
class Line:
    """One line of the journal as people read it: `verb` is the action's name, `by` the actor's label at that time."""

    id: int
    at: datetime
    verb: str
    actor_kind: str
    actor_id: str
    by: str
    data: dict[str, Any]


def history(subject: tuple[str, int | str], *, before: int | None = None, limit: int = 50) -> list[Line]:
    """What was done to a subject (kind and id, as given to `record`), newest first, in one query.

    The next page begins `before` the id of the last line seen: pages stay whole while new lines are written.
    """
    rows = Record.objects.filter(subject_kind=subject[0], subject_id=str(subject[1])).order_by("-id")
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [
        Line(
            id=row.pk, at=row.at, verb=row.verb, actor_kind=row.actor_kind, actor_id=row.actor_id,
            by=row.actor_label, data=row.data,
        )
        for row in rows[:limit]
    ]  # fmt: skip
