from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.vendor import permissions, queries
from pointdesk.vendor.actions._row import change, locked_vendor
from pointdesk.vendor.rules import checked_identity


def change_vendor(*, by: Actor, now: datetime, **facts: str) -> None:
    """Set up or change who the vendor is: name, country, currency, phone, phone_hours, support_email, forum_url.

    What is not named stays; the same again changes nothing. Raises NotAllowed (managers), InvalidInput.
    """
    if not permissions.may_manage(by):
        raise NotAllowed(verb="change_vendor")
    stored = checked_identity(facts, country=queries.vendor().country)
    with writing():
        change(locked_vendor(), stored, verb="change_vendor", by=by, now=now)
