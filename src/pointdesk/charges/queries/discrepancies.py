from dataclasses import dataclass

from pointdesk.charges.models import Charge
from pointdesk.charges.rules import subject_of
from pointdesk.ledger import queries as ledger


@dataclass(frozen=True)
class Discrepancy:
    """A charge that says it was charged `charged` points while the ledger holds `held` for it."""

    reference: str
    charged: int
    held: int


def discrepancies() -> list[Discrepancy]:
    """Invariant 5 across the two rooms: every charge whose lots hold something else than it says; empty when all is
    well. (That what a charge says is its price is a constraint of its table.)"""
    found = []
    for reference, charged in Charge.objects.order_by("id").values_list("reference", "charged").iterator():
        held = sum(ledger.held(subject_of(reference)).values())
        if held != charged:
            found.append(Discrepancy(reference=reference, charged=charged, held=held))
    return found
