"""The world as expectations see it: asked of the same queries that the pages ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pointdesk.charges.queries import charge_view
from pointdesk.ledger import queries as ledger
from pointdesk.ledger.rules import StatementLine
from pointdesk.play.rules.compare import SeenCustomer, SeenLine, SeenLot, SeenTicket
from pointdesk.play.rules.printing import PrintedLine, PrintedStatement
from pointdesk.play.rules.readers import ATHENS
from pointdesk.play.rules.words import LINES
from pointdesk.play.stage.stage import Stage
from pointdesk.tickets.queries import shown
from pointdesk.vendor.queries import policies


@dataclass(frozen=True)
class World:
    """What there is to see at one moment."""

    stage: Stage
    now: datetime

    def customer(self, name: str) -> SeenCustomer:
        """The customer of that name (or whom they were merged into), over all their wallets."""
        wallets = self.wallets(name)
        first, other = wallets.get(LINES[0]), wallets.get(LINES[1])
        return SeenCustomer(
            available=ledger.balance(first, self.now) if first else 0,
            available_other=ledger.balance(other, self.now) if other else 0,
            lots=self._lots(first),
            lots_other=self._lots(other),
            statement=tuple(
                SeenLine(kind=line.kind.value, points=line.points)
                for wallet in wallets.values()
                for line in ledger.statement(wallet, self.now)
            ),
            arrears=sum(owed.open_points for wallet in wallets.values() for owed in ledger.open_arrears(wallet)),
        )

    def ticket(self, name: str) -> SeenTicket:
        """The ticket of that name."""
        ticket = self.stage.ticket(name)
        charge = charge_view(ticket.charge_id, now=self.now)
        offer = charge.open_offer
        return SeenTicket(
            charged=charge.charged,
            price=charge.price,
            waiting_for=charge.waiting_for,
            states=_states(ticket.state, shown(ticket, charge).value),
            items=tuple(line.item for line in charge.items),
            asked=offer.points if offer and not offer.lapsed else 0,
        )

    def statements(self) -> tuple[PrintedStatement, ...]:
        """The statement of every wallet of every customer on stage, in the order in which they were named.

        Customers who were merged have one wallet and are named together.
        """
        owners: dict[int, list[str]] = {}
        lines: dict[int, str] = {}
        for name in self.stage.customers:
            for line, wallet in self.wallets(name).items():
                owners.setdefault(wallet, []).append(name)
                lines[wallet] = line
        names = {wallet: " and ".join(named) for wallet, named in owners.items()}
        return tuple(
            PrintedStatement(customer=name, wallet=lines[wallet], lines=self._printed(wallet, names))
            for wallet, name in names.items()
        )

    def wallets(self, name: str) -> dict[str, int]:
        """The customer's wallets by the code of their line; a shared one is that of the first line."""
        customer_id = self.stage.customer(name, self.now)
        lines = LINES[:1] if policies().shared_wallet else LINES
        found = {code: ledger.wallet_of(customer_id, self.stage.line(code)) for code in lines}
        return {code: wallet for code, wallet in found.items() if wallet is not None}

    def _lots(self, wallet: int | None) -> tuple[SeenLot, ...]:
        lots = ledger.lots(wallet, self.now) if wallet else []
        return tuple(
            SeenLot(points=lot.points, until=lot.last_valid_day, kind=lot.kind.value, origin=lot.origin.value)
            for lot in lots
        )

    def _printed(self, wallet: int, names: Mapping[int, str]) -> tuple[PrintedLine, ...]:
        return tuple(
            PrintedLine(
                on=line.at.astimezone(ATHENS).date(),
                kind=line.kind.value,
                points=line.points,
                balance=line.balance,
                about=self._about(line, names),
            )
            for line in ledger.statement(wallet, self.now)
        )

    def _about(self, line: StatementLine, names: Mapping[int, str]) -> str:
        """What a line is about, in the names of the story: a ticket, an order's line, another customer; arrears."""
        about = []
        if line.subject and line.subject.kind == "ticket":
            number = line.subject.id
            about.append(next((n for n in self.stage.tickets if str(self.stage.ticket(n).number) == number), number))
        elif line.subject and line.subject.kind == "order_line":
            about.append(line.subject.id)
        elif line.subject and line.subject.kind in ("wallet", "successor", "predecessor"):
            about.append(names.get(int(line.subject.id), ""))
        if line.arrears:
            about.append(f"arrears {line.arrears:+d}")
        return "  ".join(filter(None, about))


def _states(stored: str, shown_: str) -> tuple[str, ...]:
    """All states that a ticket is in: its own, what it waits for, and `open` where nobody has worked on it yet."""
    return tuple(dict.fromkeys((stored, shown_, *(("open",) if stored == "new" else ()))))
