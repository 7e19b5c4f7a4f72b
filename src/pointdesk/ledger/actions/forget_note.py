from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.ledger.models import Note
from pointdesk.ledger.permissions import may_forget


def forget_note(*, entry_id: int, by: Actor, now: datetime) -> None:
    """Erase the words in which a reason was given, with the person they name; the chain stays whole (ruling 14).

    The entry keeps its reason code and a digest that nothing can be guessed from once the salt is gone. An entry
    without a note is left as it is. There is no way back: administrators only. Raises NotAllowed.
    """
    if not may_forget(by):
        raise NotAllowed(verb="forget_note")
    with writing():
        erased, _ = Note.objects.filter(entry_id=entry_id).delete()
        if erased:
            record("forget_note", by=by, subject=("ledger_entry", entry_id), now=now)
