"""Moving the points of a charge in the ledger. Its wallets are locked."""

from datetime import datetime

from pointdesk.charges.models import Charge
from pointdesk.charges.rules import StepKind, subject_of
from pointdesk.kit.actors import Actor
from pointdesk.ledger import actions as ledger
from pointdesk.ledger import queries as ledger_queries


def take_need(charge: Charge, *, kind: StepKind, by: Actor, now: datetime) -> int:
    """Charge what the price still needs; the wallet is known to cover it. The charge waits no longer."""
    points = charge.need
    ledger.charge(
        wallet_id=charge.wallet_id, subject=subject_of(charge.reference), points=points, key=_key(charge), by=by,
        now=now, reason=kind.value,
    )  # fmt: skip
    charge.charged += points
    charge.waiting_since = None
    return points


def give_back(charge: Charge, points: int, *, kind: StepKind, by: Actor, now: datetime) -> None:
    """Give back so many of the points charged, the latest draws first (P7).

    Draws from the wallets of merged customers are older than any from the present one; what returns there lands in
    the wallet that succeeded them.
    """
    left = points
    for wallet_id, held in _held(charge):
        part = min(left, held)
        if part:
            ledger.give_back(
                wallet_id=wallet_id, subject=subject_of(charge.reference), points=part, key=_key(charge, wallet_id),
                by=by, now=now, reason=kind.value,
            )  # fmt: skip
            left -= part
    charge.charged -= points


def earn(charge: Charge, *, by: Actor, now: datetime) -> None:
    """The ticket is closed: what it was charged is earned."""
    for wallet_id, _ in _held(charge):
        ledger.earn(
            wallet_id=wallet_id, subject=subject_of(charge.reference), key=_key(charge, wallet_id), by=by, now=now
        )


def unearn(charge: Charge, *, by: Actor, now: datetime) -> None:
    """The ticket is open again: what it was charged is charged, not earned."""
    for wallet_id, _ in _held(charge):
        ledger.unearn(
            wallet_id=wallet_id, subject=subject_of(charge.reference), key=_key(charge, wallet_id), by=by, now=now
        )


def _held(charge: Charge) -> list[tuple[int, int]]:
    """Where the charge's points are, as (wallet, points), the wallet of the latest draws first."""
    if not charge.former_wallets:
        return [(charge.wallet_id, charge.charged)]
    held = ledger_queries.held(subject_of(charge.reference))
    return [(w, held[w]) for w in (charge.wallet_id, *reversed(charge.former_wallets)) if w in held]


def _key(charge: Charge, wallet_id: int | None = None) -> str:
    """The ledger's key of the charge's next step: a step moves points in a wallet once in each direction."""
    return f"charge:{charge.id}:{charge.steps + 1}:{wallet_id or charge.wallet_id}"
