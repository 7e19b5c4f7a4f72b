"""Writing the history of a price."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pointdesk.audit.actions import record
from pointdesk.charges.models import Charge, Offer, PriceStep, Words
from pointdesk.charges.rules import StepKind
from pointdesk.kit.actors import Actor


@dataclass(frozen=True)
class Act:
    """Who does what to a price, when and why. `verb` is the action's name, `reason` the actor's words."""

    verb: str
    kind: StepKind
    by: Actor
    now: datetime
    reason: str = ""


@dataclass(frozen=True)
class Before:
    """What held on a charge before an act."""

    price: int | None
    charged: int
    waits: bool

    @classmethod
    def of(cls, charge: Charge) -> "Before":
        """What holds on the charge now."""
        return cls(price=charge.price, charged=charge.charged, waits=charge.waiting_since is not None)


def keep(charge: Charge, act: Act, before: Before, *, offer: Offer | None = None) -> PriceStep:
    """Write the charge as it is now, the next step of its history, and the journal."""
    charge.steps += 1
    charge.save()
    step = PriceStep.objects.create(
        charge=charge,
        number=charge.steps,
        at=act.now,
        kind=act.kind.value,
        old_price=before.price,
        new_price=charge.price,
        charged_before=before.charged,
        charged_after=charge.charged,
        basis=charge.basis,
        lines=charge.lines,
        multiplier=charge.multiplier,
        delivery=charge.delivery,
        urgent=charge.urgent,
        agreed_up_to=charge.agreed_up_to,
        waits=charge.waiting_since is not None,
        offer=offer,
        by_kind=act.by.kind.value,
        by_id=act.by.id,
        words=Words.objects.create(by_label=act.by.label[:200], reason=act.reason),
    )
    data = {"step": step.number, "old": before.price, "new": charge.price, "charged": charge.charged}
    record(act.verb, by=act.by, subject=("charge", charge.id), now=act.now, data=data)
    return step


def told(charge: Charge, act: Act, step: PriceStep) -> dict[str, Any]:
    """What every event about a charge says."""
    return {
        "charge_id": charge.id,
        "reference": charge.reference,
        "customer_id": charge.customer_id,
        "step": step.number,
        "reason_code": act.kind.value,
        "words_id": step.words_id,
        "by_kind": act.by.kind.value,
        "by_id": act.by.id,
        "by_label": act.by.label,
    }
