"""What people are told about patches (R26) and about their support PIN (P19)."""

from datetime import datetime, timedelta

from pointdesk.bugs.events import PatchPublished
from pointdesk.bugs.models import Bug
from pointdesk.calls.events import PinExhausted
from pointdesk.calls.models import SupportPin
from pointdesk.calls.rules import is_locked
from pointdesk.kit.days import day_of
from pointdesk.notifications.actions import write_notices
from pointdesk.notifications.queries import owners_with_product, patches_url, person_recipient, pin_url
from pointdesk.notifications.rules import letters
from pointdesk.outbox.rules import outside
from pointdesk.vendor.queries import policies

AT_ONCE = 100


# A line may have thousands of owners: they are told in many small transactions, and again from the start after a crash.
@outside(lease=timedelta(hours=1))
def tell_patch(event: PatchPublished, *, now: datetime) -> None:
    """R26: owners of the line's products learn that a patch is there, free of charge."""
    bug = Bug.objects.select_related("line").get(id=event.bug_id)
    everyone = owners_with_product(event.line_id, on=day_of(now, policies().zone))
    for first in range(0, len(everyone), AT_ONCE):
        write_notices(
            "patch_published", str(event.patch_id), to=everyone[first : first + AT_ONCE], now=now,
            write=lambda say, reader, _: letters.patch_published(
                say, reader, line=bug.line.name, version=event.version, bug=bug.title, url=patches_url()
            ),
        )  # fmt: skip


def tell_pin_locked(event: PinExhausted, *, now: datetime) -> None:
    """P19: somebody tried the PIN too often; told once for each PIN. Nothing where a new one was made meanwhile."""
    pin = SupportPin.objects.get(person=event.person_id)
    if not is_locked(pin.wrong_tries, pin_tries=policies().pin_tries):
        return
    write_notices(
        "pin_locked", f"{event.person_id}.{pin.made_at.isoformat()}", to=person_recipient(event.person_id), now=now,
        write=lambda say, reader, _: letters.pin_locked(say, reader, url=pin_url()),
    )  # fmt: skip
