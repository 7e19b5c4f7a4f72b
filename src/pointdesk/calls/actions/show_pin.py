from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.base.encryption import seal
from pointdesk.calls.actions._pins import locked_person
from pointdesk.calls.models import SupportPin
from pointdesk.calls.permissions import may_see_pin
from pointdesk.calls.rules import new_pin
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotFound


def show_pin(*, person_id: int, by: Actor, now: datetime) -> str:
    """A person's support PIN, for their own eyes in the portal; made at the first look.

    Raises NotFound for anybody else's, staff included; KeyMissing where the key it was encrypted under is gone.
    """
    if not may_see_pin(by, person_id):
        raise NotFound(kind="pin", ref=str(person_id))
    with writing():
        person = locked_person(person_id)
        stored = SupportPin.objects.filter(person=person).first()
        if stored is not None:
            return stored.digits()
        pin = new_pin()
        SupportPin.objects.create(person=person, sealed=seal(pin), made_at=now)
        record("show_pin", by=by, subject=("person", person.pk), now=now)
    return pin
