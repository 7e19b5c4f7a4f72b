"""Serving the queue of a wallet (P5, ruling 16). The wallet is locked."""

from datetime import datetime

from pointdesk.charges.actions._points import take_need
from pointdesk.charges.actions._steps import Act, Before, keep, told
from pointdesk.charges.events import ChargeServed
from pointdesk.charges.models import Charge
from pointdesk.charges.queries import queue_of
from pointdesk.charges.rules import StepKind, missing, served
from pointdesk.kit.actors import SYSTEM
from pointdesk.ledger import queries as ledger
from pointdesk.outbox.actions import publish


def serve(wallet_id: int, *, now: datetime, own: Charge | None = None, act: Act | None = None) -> int:
    """Charge what waits in a wallet, oldest first, as far as its points go and none behind the first that does not fit.

    `own` is the charge that `act` is changing in memory: it takes its place in the queue, and is left to the caller to
    write. Returns how many points are missing for it afterwards (0 where it does not wait).
    """
    waiting = {c.id: c for c in queue_of(wallet_id)}
    if own is not None:
        waiting.pop(own.id, None)
        if own.waiting_since is not None:
            waiting[own.id] = own
    if not waiting:
        return 0
    queue = [charge.place for charge in waiting.values()]
    available = ledger.balance(wallet_id, at=now)
    covered = () if ledger.is_on_hold(wallet_id) else served(queue, available)
    for place in covered:
        available -= place.need
        if own is not None and act is not None and place.charge_id == own.id:
            take_need(own, kind=act.kind, by=act.by, now=now)
        else:
            _serve(waiting[place.charge_id], now)
    left = [place for place in queue if place not in covered]
    return missing(left, own.id, available) if own is not None else 0


def _serve(charge: Charge, now: datetime) -> None:
    act = Act("serve_queue", StepKind.SERVED, SYSTEM, now)
    before = Before.of(charge)
    points = take_need(charge, kind=act.kind, by=act.by, now=now)
    step = keep(charge, act, before)
    publish(ChargeServed(**told(charge, act, step), price=charge.charged, points=points), now=now)
