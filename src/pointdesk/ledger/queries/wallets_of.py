from dataclasses import dataclass

from pointdesk.ledger.models import Wallet


@dataclass(frozen=True, slots=True)
class WalletView:
    """A wallet as lists show it: `line_id` None where it serves all product lines (P1), `owes` points after a
    charge-back (P14)."""

    id: int
    line_id: int | None
    line: str
    owes: int


def wallets_of(customer_id: int) -> list[WalletView]:
    """The customer's wallets in the order of the product lines, in one query; merged ones are left out."""
    found = Wallet.objects.filter(customer_id=customer_id, successor=None).select_related("line")
    return [
        WalletView(w.pk, w.line_id, w.line.name if w.line else "", w.arrears)
        for w in found.order_by("line__position", "line_id", "id")
    ]
