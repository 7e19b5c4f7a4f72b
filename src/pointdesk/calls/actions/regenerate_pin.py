from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.base.encryption import seal
from pointdesk.calls.actions._pins import locked_person
from pointdesk.calls.events import PinRegenerated
from pointdesk.calls.models import SupportPin
from pointdesk.calls.permissions import may_see_pin
from pointdesk.calls.rules import new_pin
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotFound
from pointdesk.outbox.actions import publish


def regenerate_pin(*, person_id: int, by: Actor, now: datetime) -> str:
    """A new support PIN in place of the old one, which is worth nothing from now on; a locked one is unlocked so.

    Raises NotFound for anybody else's, staff included.
    """
    if not may_see_pin(by, person_id):
        raise NotFound(kind="pin", ref=str(person_id))
    with writing():
        person = locked_person(person_id)
        pin = new_pin()
        fields = {"sealed": seal(pin), "made_at": now, "wrong_tries": 0}
        if not SupportPin.objects.filter(person=person).update(**fields):
            SupportPin.objects.create(person=person, **fields)
        record("regenerate_pin", by=by, subject=("person", person.pk), now=now)
        publish(PinRegenerated(person_id=person.pk, customer_id=person.customer_id), now=now)
    return pin
