from datetime import datetime
from typing import Any

from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.vendor import permissions
from pointdesk.vendor.actions._row import change, locked_vendor
from pointdesk.vendor.errors import SharedWalletFixed
from pointdesk.vendor.rules import checked_policies


def change_policies(*, by: Actor, now: datetime, **policies: Any) -> None:
    """Change settings of the policies, by the names of `Vendor`'s columns (docs/policies.md); from now on they hold.

    What is not named stays; the same again changes nothing. No lot's last day moves, whatever becomes of the time zone
    or of the validity (P2): a lot keeps the instant at which it dies. Raises NotAllowed (managers), InvalidInput,
    SharedWalletFixed.
    """
    if not permissions.may_manage(by):
        raise NotAllowed(verb="change_policies")
    facts = checked_policies(policies)
    with writing():
        vendor = locked_vendor()
        if vendor.shared_wallet_fixed and facts.get("shared_wallet", vendor.shared_wallet) != vendor.shared_wallet:
            raise SharedWalletFixed(shared_wallet=vendor.shared_wallet)
        change(vendor, facts, verb="change_policies", by=by, now=now)
