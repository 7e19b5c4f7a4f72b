from datetime import datetime

from pointdesk.charges.models import Charge
from pointdesk.charges.rules import missing
from pointdesk.ledger import queries as ledger


def queue_of(wallet_id: int) -> list[Charge]:
    """The charges that wait for points in a wallet, oldest first, in one query (ruling 16)."""
    return list(Charge.objects.filter(wallet_id=wallet_id, waiting_since__isnull=False).order_by("waiting_since", "id"))


def waits_behind(charge_id: int, *, wallet_id: int) -> list[str]:
    """The references of the charges that have waited longer in the wallet and are served before this one; one query."""
    queue = queue_of(wallet_id)
    places = [charge.id for charge in queue]
    return [charge.reference for charge in queue[: places.index(charge_id)]] if charge_id in places else []


def waiting_for(charge: Charge, *, now: datetime) -> int:
    """The points missing before this charge is taken: 0 where it does not wait, or where only arrears are in the way.

    Two queries where it waits, none else.
    """
    if charge.waiting_since is None:
        return 0
    queue = [c.place for c in queue_of(charge.wallet_id)]
    return missing(queue, charge.id, ledger.balance(charge.wallet_id, at=now))
