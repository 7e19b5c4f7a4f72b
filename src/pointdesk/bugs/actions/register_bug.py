from datetime import datetime

from django.db import IntegrityError, transaction

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.bugs.events import BugRegistered
from pointdesk.bugs.models import Bug
from pointdesk.bugs.permissions import may_keep_register
from pointdesk.bugs.rules import description_of, title_of, version_of
from pointdesk.charges.rules import fingerprint, key_of
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.ledger.errors import SameKeyOtherRequest
from pointdesk.outbox.actions import publish
from pointdesk.vendor.models import ProductLine


def register_bug(
    *, line_id: int, title: str, by: Actor, now: datetime, description: str = "", affected_versions: str = "",
    key: str | None = None,
) -> Bug:  # fmt: skip
    """Write a suspicion into the register. It returns nothing to anybody until it is confirmed.

    The same `key` and facts again give the bug that was registered under it, and write nothing.

    Raises NotAllowed, NotFound (line), InvalidInput, SameKeyOtherRequest.
    """
    if not may_keep_register(by):
        raise NotAllowed("register_bug")
    title, description = title_of(title), description_of(description)
    versions = version_of(affected_versions, field="affected_versions", least=0)
    asked = key_of(key) if key is not None else ""
    facts = {"by": by.id, "line": line_id, "title": title, "description": description, "versions": versions}
    digest = fingerprint("register_bug", facts) if asked else ""
    with writing():
        if (earlier := _asked_before(asked, digest)) is not None:
            return earlier
        line = ProductLine.objects.filter(id=line_id).first()
        if line is None:
            raise NotFound(kind="line", ref=str(line_id))
        bug = Bug(
            line=line, title=title, description=description, affected_versions=versions, registered_at=now,
            request_key=asked, request_digest=digest,
        )  # fmt: skip
        try:
            # A point to return to: a double click may commit the same bug first.
            with transaction.atomic():
                bug.save(force_insert=True)
        except IntegrityError:
            if (earlier := _asked_before(asked, digest)) is None:
                raise
            return earlier
        record("register_bug", by=by, subject=("bug", bug.pk), now=now, data={"line": line.code})
        publish(BugRegistered(bug_id=bug.pk, bug=bug.reference, line_id=line.pk), now=now)
    return bug


def _asked_before(key: str, digest: str) -> Bug | None:
    """What the same request gave the first time. Raises SameKeyOtherRequest."""
    earlier = Bug.objects.filter(request_key=key).first() if key else None
    if earlier is not None and earlier.request_digest != digest:
        raise SameKeyOtherRequest(key=key)
    return earlier
