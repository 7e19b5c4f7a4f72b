from datetime import datetime
from typing import Any

from pointdesk.audit.models import Record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor


def record(
    verb: str, *, by: Actor, subject: tuple[str, int | str], now: datetime, data: dict[str, Any] | None = None
) -> None:
    """Write one line of the journal in the surrounding transaction.

    `verb` is the action's name, `subject` kind and id of what it acted on, `data` plain JSON values: ids, points and
    codes, never free text or personal data (a person must be erasable without touching the journal).
    """
    with writing():
        Record.objects.create(
            at=now, verb=verb, actor_kind=by.kind.value, actor_id=by.id, actor_label=by.label[:200],
            subject_kind=subject[0], subject_id=str(subject[1]), data=data or {},
        )  # fmt: skip
