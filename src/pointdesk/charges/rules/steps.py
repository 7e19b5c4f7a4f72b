"""The history of a price: what each step was."""

from enum import StrEnum


class StepKind(StrEnum):
    """What happened to a price. The value is also the reason code of the ledger's entry and of events."""

    OPENED = "opened"
    SPLIT = "split"
    PRICED = "priced"
    DELIVERY = "delivery"
    URGENCY = "urgency"
    QUOTED = "quoted"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SERVED = "served"
    """A waiting price was charged, because the points for it have come."""
    SETTLED = "settled"
    REOPENED = "reopened"
    REVIEW_ASKED = "review_asked"
    REVIEW_DECIDED = "review_decided"
    BUG = "bug"
    BUG_REVERSED = "bug_reversed"
    OWN_FAULT = "own_fault"
    MERGED = "merged"
    UNMERGED = "unmerged"
    MOVED = "moved"
    """The charge went to another customer with everything that was that customer's."""


_ALWAYS = {StepKind.PRICED, StepKind.QUOTED, StepKind.BUG_REVERSED}
_WHERE_IT_MATTERED = {StepKind.DELIVERY, StepKind.URGENCY, StepKind.REVIEW_DECIDED}


def is_pricing(kind: StepKind, *, changed: bool, offered: bool) -> bool:
    """Whether whoever took this step has priced the ticket, and so decides no review of it (P11).

    `changed`: the price became another; `offered`: it became a question. A change of delivery before there is a price
    prices nothing; a review that lowered a price has priced.
    """
    return kind in _ALWAYS or (kind in _WHERE_IT_MATTERED and (changed or offered))
