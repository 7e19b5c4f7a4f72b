"""What letters say about tickets, prices and points, read once for all their readers."""

from dataclasses import dataclass
from datetime import datetime

from pointdesk.catalog.queries import price_list
from pointdesk.charges.queries import ChargeView, HistoryLine, charge_view, history
from pointdesk.charges.rules import Delivery, Line
from pointdesk.ledger import queries as ledger
from pointdesk.notifications.queries.links import buy_url, points_url, ticket_url
from pointdesk.notifications.rules import ItemFacts, StepFacts, TicketFacts, WalletFacts
from pointdesk.tickets.models import Ticket
from pointdesk.vendor.models import ProductLine
from pointdesk.vendor.queries import policies


def ticket_facts(ticket: Ticket) -> TicketFacts:
    """What a letter says about the ticket itself."""
    return TicketFacts(number=ticket.number, title=ticket.subject, url=ticket_url(ticket.number))


def points_facts(wallet_id: int, *, now: datetime) -> WalletFacts:
    """What a letter says about the points of a wallet. Raises NotFound."""
    _, line_id = ledger.holder_of(wallet_id)
    line = None if line_id is None else ProductLine.objects.get(id=line_id)
    return WalletFacts(
        line=line.name if line else "", balance=ledger.balance(wallet_id, at=now), points_url=points_url(),
        buy_url=buy_url(),
    )  # fmt: skip


@dataclass(frozen=True)
class ChargeFacts:
    """A step of a ticket's price, with what stands around it. `line` is the step as the customer reads it."""

    ticket: Ticket
    charge: ChargeView
    line: HistoryLine
    wallet: WalletFacts

    def step(self, language: str) -> StepFacts:
        """What a letter says about the step: who, when, why, and the items by their names in the language."""
        items, multiplier = self.line.items, self.line.multiplier
        if self.line.asked_multiplier is not None:
            items, multiplier = self.line.asked_items, self.line.asked_multiplier
        return StepFacts(
            kind=self.line.kind, reason=self.line.reason, by_kind=self.line.by_kind, by=self.line.by_label,
            at=self.line.at.astimezone(policies().zone), items=self._named(items, language), multiplier=multiplier,
            by_phone=self.line.delivery is Delivery.PHONE,
        )  # fmt: skip

    def _named(self, items: tuple[Line, ...], language: str) -> tuple[ItemFacts, ...]:
        if not items:
            return ()
        names = {item.code: item.names for item in price_list(self.charge.price_list_id).items}

        def name(code: str) -> str:
            # A verdict may rest on an item that this price list does not name.
            known = names.get(code, {})
            return known.get(language) or known.get("en") or code

        return tuple(ItemFacts(name(i.item), i.quantity) for i in items)


def charge_facts(reference: str, charge_id: int, step: int, *, now: datetime) -> ChargeFacts | None:
    """The step of that number of a charge, whose reference is its ticket's number; None where no ticket has it."""
    if not reference.isdecimal():
        return None
    ticket = Ticket.objects.select_related("requester").filter(number=int(reference)).first()
    if ticket is None:
        return None
    charge = charge_view(charge_id, now=now)
    return ChargeFacts(
        ticket=ticket,
        charge=charge,
        line=next(line for line in history(charge_id) if line.number == step),
        wallet=points_facts(charge.wallet_id, now=now),
    )
