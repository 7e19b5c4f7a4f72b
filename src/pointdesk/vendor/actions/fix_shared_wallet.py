from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.kit.actors import SYSTEM
from pointdesk.vendor.actions._row import change, locked_vendor


def fix_shared_wallet(*, now: datetime) -> None:
    """The first points arrive: from now on P1 cannot be changed. Again, it changes nothing.

    Not an act of a person but part of giving the first points, so it asks for no permission.
    """
    with writing():
        change(locked_vendor(), {"shared_wallet_fixed": True}, verb="fix_shared_wallet", by=SYSTEM, now=now)
