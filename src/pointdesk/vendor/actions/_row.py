from datetime import datetime
from typing import Any

from pointdesk.audit.actions import record
from pointdesk.kit.actors import Actor
from pointdesk.vendor.models import Vendor


def locked_vendor() -> Vendor:
    """The vendor's row, made at first need, locked until the transaction ends."""
    Vendor.objects.bulk_create([Vendor()], ignore_conflicts=True)
    return Vendor.objects.select_for_update().get(id=1)


def change(vendor: Vendor, facts: dict[str, Any], *, verb: str, by: Actor, now: datetime) -> None:
    """Write what differs and journal it with old and new; nothing differs, nothing is written."""
    changed = {field: value for field, value in facts.items() if getattr(vendor, field) != value}
    if not changed:
        return
    data = {field: [getattr(vendor, field), value] for field, value in changed.items()}
    for field, value in changed.items():
        setattr(vendor, field, value)
    vendor.save(update_fields=list(changed))
    record(verb, by=by, subject=("vendor", 1), now=now, data=data)
