from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pointdesk.charges.queries import open_charged
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.ledger.queries import lots, statement, wallets_of
from pointdesk.portal.pages.ticket_rows import ListedTicket, listed
from pointdesk.tickets.queries import TicketFilter, ticket_list
from pointdesk.tickets.rules import ShownState
from pointdesk.vendor.queries import policies

MOST_TICKETS = 25
MOVEMENTS = 60
"""How many movements the chart of the balance goes back."""


@dataclass(frozen=True)
class Ending:
    """Points whose last day is that day."""

    day: date
    points: int


@dataclass(frozen=True)
class Balance:
    """One wallet: what can be spent, what open tickets hold, what ends when, and the line of the chart."""

    wallet_id: int
    line: str
    available: int
    charged: int
    endings: list[Ending]
    past: list[tuple[date, int]]
    expiring: list[tuple[date, int]]
    today: date


@dataclass(frozen=True)
class HomePage:
    """What a person sees first: what waits for them, then the balance, then the tickets that are not closed."""

    todo: list[ListedTicket]
    balances: list[Balance]
    tickets: list[ListedTicket]


def build_home(by: Actor, now: datetime) -> HomePage:
    """The page of a customer's person."""
    # Asked for by themselves: what waits for the reader has often waited for long, and stands far down in the list.
    waiting = [TicketFilter(awaiting_answer=True), TicketFilter(state=ShownState.WAITING_POINTS)]
    wallets = wallets_of(by.customer_id) if by.customer_id is not None else []
    zone = policies().zone
    return HomePage(
        todo=[ticket for only in waiting for ticket in _tickets(by, now, only)],
        balances=[_balance(w.id, w.line, now, zone) for w in wallets],
        tickets=_tickets(by, now, TicketFilter(not_closed=True)),
    )


def _tickets(by: Actor, now: datetime, only: TicketFilter) -> list[ListedTicket]:
    return [listed(row) for row in ticket_list(by, now=now, only=only, limit=MOST_TICKETS)]


def _balance(wallet_id: int, line: str, now: datetime, zone: ZoneInfo) -> Balance:
    living = lots(wallet_id, now)
    by_day: dict[date, int] = {}
    for lot in living:
        by_day[lot.last_valid_day] = by_day.get(lot.last_valid_day, 0) + lot.points
    endings = [Ending(day, points) for day, points in sorted(by_day.items())]
    return Balance(
        wallet_id=wallet_id,
        line=line,
        available=sum(lot.points for lot in living),
        charged=open_charged(wallet_id),
        endings=endings,
        past=[(day_of(x.at, zone), x.balance) for x in statement(wallet_id, now, limit=MOVEMENTS)],
        expiring=[(ending.day, ending.points) for ending in endings],
        today=day_of(now, zone),
    )
