from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from pointdesk.charges.models import PriceStep
from pointdesk.charges.rules import Delivery, Line, StepKind, is_pricing
from pointdesk.kit.actors import Actor, ActorKind


@dataclass(frozen=True)
class HistoryLine:
    """One step of a price as the customer reads it (P18).

    `asked` is the price that the step is about where it was offered or answered, with what it rests on: `asked_items`
    and `asked_multiplier`; `offer_text` is what a quote was for. `charged_after − charged_before` are the points that
    this step took (+) or gave back (−). `waits`: it waited for points afterwards.
    """

    number: int
    at: datetime
    kind: StepKind
    old_price: int | None
    new_price: int | None
    charged_before: int
    charged_after: int
    items: tuple[Line, ...]
    multiplier: int
    delivery: Delivery
    urgent: bool
    agreed_up_to: int | None
    waits: bool
    asked: int | None
    asked_items: tuple[Line, ...]
    asked_multiplier: int | None
    offer_text: str
    by_kind: ActorKind
    by_label: str
    reason: str


def history(charge_id: int) -> list[HistoryLine]:
    """Every step of a price from the first, in one query."""
    steps = PriceStep.objects.filter(charge_id=charge_id).select_related("words", "offer").order_by("number")
    return [_line(step) for step in steps]


def histories(charge_ids: Collection[int]) -> dict[int, list[HistoryLine]]:
    """As `history`, of several charges, by their ids; one query, none without ids."""
    if not charge_ids:
        return {}
    found: dict[int, list[HistoryLine]] = {charge_id: [] for charge_id in charge_ids}
    steps = PriceStep.objects.filter(charge_id__in=charge_ids).select_related("words", "offer")
    for step in steps.order_by("charge_id", "number"):
        found[step.charge_id].append(_line(step))
    return found


@dataclass(frozen=True)
class MovedStep:
    """A step that took points or gave some back, on the charge of that reference, priced by that price list."""

    reference: str
    price_list_id: int
    line: HistoryLine


def moved_steps(references: Collection[str]) -> list[MovedStep]:
    """What took and gave back points on the charges of these references, oldest first; one query, none without any."""
    if not references:
        return []
    steps = PriceStep.objects.filter(charge__reference__in=references).exclude(charged_before=F("charged_after"))
    found = steps.select_related("words", "offer", "charge").order_by("charge_id", "number")
    return [MovedStep(step.charge.reference, step.charge.price_list_id, _line(step)) for step in found]


def priced_by(by: Actor, charge_ids: Collection[int]) -> set[int]:
    """Those of the charges that this actor has priced, so that someone else decides about their price (P11)."""
    steps = PriceStep.objects.filter(charge_id__in=charge_ids, by_kind=by.kind.value, by_id=by.id)
    return {
        step.charge_id
        for step in steps
        if is_pricing(StepKind(step.kind), changed=step.old_price != step.new_price, offered=step.offer_id is not None)
    }


def _line(step: PriceStep) -> HistoryLine:
    return HistoryLine(
        number=step.number,
        at=step.at,
        kind=StepKind(step.kind),
        old_price=step.old_price,
        new_price=step.new_price,
        charged_before=step.charged_before,
        charged_after=step.charged_after,
        items=step.items,
        multiplier=step.multiplier,
        delivery=Delivery(step.delivery),
        urgent=step.urgent,
        agreed_up_to=step.agreed_up_to,
        waits=step.waits,
        asked=step.offer.points if step.offer else None,
        asked_items=step.offer.items if step.offer else (),
        asked_multiplier=step.offer.multiplier if step.offer else None,
        offer_text=step.offer.text if step.offer else "",
        by_kind=ActorKind(step.by_kind),
        by_label=step.words.by_label,
        reason=step.words.reason,
    )
