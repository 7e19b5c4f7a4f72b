from dataclasses import dataclass
from datetime import datetime

from pointdesk.calls.models import SupportPin
from pointdesk.calls.rules import is_locked
from pointdesk.vendor.queries import policies


@dataclass(frozen=True)
class PinStatus:
    """How a person's PIN stands; the digits themselves only `actions.show_pin` gives, to the person."""

    made_at: datetime
    tries_left: int
    locked: bool


def pin_status(person_id: int) -> PinStatus | None:
    """How a person's PIN stands; None before they have one. Two queries."""
    stored = SupportPin.objects.filter(person=person_id).first()
    if stored is None:
        return None
    tries = policies().pin_tries
    return PinStatus(
        made_at=stored.made_at,
        tries_left=max(0, tries - stored.wrong_tries),
        locked=is_locked(stored.wrong_tries, pin_tries=tries),
    )
