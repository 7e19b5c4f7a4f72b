from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.calls.models import Call
from pointdesk.calls.permissions import may_answer
from pointdesk.calls.queries import locked_call
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput, NotAllowed


def end_call(*, call_id: int, by: Actor, now: datetime, ended_at: datetime | None = None) -> Call:
    """Write down when a call ended: now, unless given. Another time corrects it; minutes are information only.

    Raises NotAllowed, NotFound, InvalidInput("ended_at", "before_start").
    """
    if not may_answer(by):
        raise NotAllowed("end_call")
    with writing():
        call = locked_call(call_id)
        ended = ended_at or now
        if ended < call.started_at:
            raise InvalidInput(field="ended_at", problem="before_start")
        call.ended_at = ended
        call.save(update_fields=["ended_at"])
        record("end_call", by=by, subject=("call", call.pk), now=now, data={"ended_at": ended.isoformat()})
    return call
