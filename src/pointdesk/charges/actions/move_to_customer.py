from datetime import datetime

from pointdesk.base.database import writing
from pointdesk.charges.actions._queue import serve
from pointdesk.charges.actions._sheet import allow
from pointdesk.charges.actions._steps import Act, Before, keep
from pointdesk.charges.models import Charge
from pointdesk.charges.permissions import may_move
from pointdesk.charges.rules import StepKind
from pointdesk.kit.actors import Actor
from pointdesk.ledger import actions as ledger


def move_to_customer(*, from_customer_id: int, to_customer_id: int, by: Actor, now: datetime) -> int:
    """Two customers were one: all charges of the first are the second's from now on (P23). Returns how many.

    What a charge needs later is drawn from the survivor's wallet of its line; what it gives back undoes the latest
    draws first, so the survivor's before those from the old wallet, which return to its successor. A waiting charge
    keeps the moment since which it waits, and so finds its place between the survivor's; then the queues are served.
    No event: the merge announces itself. Raises NotAllowed.
    """
    allow(may_move(by), "move_to_customer")
    act = Act("move_to_customer", StepKind.MOVED, by, now)
    with writing():
        target = _lock(from_customer_id, to_customer_id)
        charges = list(Charge.objects.filter(customer_id=from_customer_id).order_by("id"))
        for charge in charges:
            _move(charge, to_customer_id, target[charge.line_id], act)
        for wallet_id in sorted(set(target.values())):
            serve(wallet_id, now=now)
    return len(charges)


def _lock(from_customer_id: int, to_customer_id: int) -> dict[int, int]:
    """Lock every wallet concerned, in id order. Returns the survivor's wallet of each line."""
    charges = Charge.objects.filter(customer_id=from_customer_id)
    lines = charges.order_by("line_id").values_list("line_id", flat=True).distinct()
    target = {line: ledger.open_wallet(customer_id=to_customer_id, line_id=line) for line in lines}
    wallets = set(target.values())
    for wallet_id, former in charges.values_list("wallet_id", "former_wallets"):
        wallets |= {wallet_id, *former}
    ledger.lock_wallets(sorted(wallets))
    return target


def _move(charge: Charge, customer_id: int, wallet_id: int, act: Act) -> None:
    before = Before.of(charge)
    if charge.charged and charge.wallet_id != wallet_id:
        charge.former_wallets = [*charge.former_wallets, charge.wallet_id]
    charge.customer_id, charge.wallet_id = customer_id, wallet_id
    keep(charge, act, before)
