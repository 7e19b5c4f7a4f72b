import secrets
from datetime import datetime, timedelta

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.base.encryption import seal
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.sales import queries
from pointdesk.sales.models import ShopSecret
from pointdesk.sales.permissions import may_set_up_shops

OVERLAP = timedelta(days=7)
"""How long a shop may go on signing with the secret before the new one."""


def issue_secret(*, shop: str, by: Actor, now: datetime, overlap: timedelta = OVERLAP) -> str:
    """A new secret for a shop to sign with, shown only now; secrets before it end after `overlap` (rotation).

    With an overlap of nothing, the way for a secret that became known, they end at once.
    Raises NotAllowed (managers), NotFound.
    """
    if not may_set_up_shops(by):
        raise NotAllowed(verb="issue_secret")
    row = queries.shop(shop)
    secret = f"pds_{secrets.token_urlsafe(32)}"
    with writing():
        # An end that was set before is not put off by another rotation.
        for older in ShopSecret.objects.select_for_update().filter(shop=row).order_by("id"):
            if older.ends_at is None or older.ends_at > now + overlap:
                older.ends_at = now + overlap
                older.save(update_fields=["ends_at"])
        ShopSecret.objects.create(shop=row, sealed=seal(secret), created_at=now)
        record("issue_secret", by=by, subject=("shop", row.pk), now=now)
    return secret
