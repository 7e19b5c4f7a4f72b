from dataclasses import dataclass
from datetime import datetime

from pointdesk.calls.queries import CallRow, call_log
from pointdesk.customers.models import Customer, Person
from pointdesk.customers.permissions import may_change_people
from pointdesk.customers.queries import CustomerRow, customer, customer_list, owned_products, people, search_customers
from pointdesk.desk.pages.tickets import QueueRow, queue_row
from pointdesk.desk.pages.words import ORDER_WORDS
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import NotFound
from pointdesk.ledger.queries import WalletView, balances, wallets_of
from pointdesk.reports.queries import WalletReport, wallet_report
from pointdesk.sales.permissions import may_give_goodwill
from pointdesk.sales.queries import OrderRow, orders_of
from pointdesk.tickets.queries import TicketFilter, ticket_list
from pointdesk.vendor.models import Product
from pointdesk.vendor.queries import policies

PAGE = 25
LATEST = 8
"""So many of the latest tickets, orders and calls stand on a customer's page."""


@dataclass(frozen=True)
class CustomersPage:
    """The customers, or those found by `words`; `older` is the id before which the next page begins."""

    words: str
    rows: list[CustomerRow]
    older: int | None


@dataclass(frozen=True)
class WalletTab:
    """The way to one of the customer's wallets, with what it can spend."""

    wallet_id: int
    line: str
    points: int
    current: bool


@dataclass(frozen=True)
class Ordered:
    """An order with the desk's word for its state."""

    order: OrderRow
    tone: str
    word: str


@dataclass(frozen=True)
class CustomerPage:
    """All that staff read about a customer. `wallet` and `report` are None before the first points."""

    customer: Customer
    people: list[Person]
    may_change: bool
    may_give: bool
    products: list[Product]
    tabs: list[WalletTab]
    wallet: WalletView | None
    report: WalletReport | None
    tickets: list[QueueRow]
    orders: list[Ordered]
    calls: list[CallRow]


def build_customers(words: str, *, before: int | None) -> CustomersPage:
    """The latest customers, or those that have the words."""
    if words.strip():
        return CustomersPage(words, search_customers(words, most=PAGE), None)
    found = customer_list(before=before, most=PAGE + 1)
    return CustomersPage("", found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def build_customer(
    customer_id: int, by: Actor, now: datetime, *, wallet_id: int | None = None, before_seq: int | None = None
) -> CustomerPage:
    """One customer, with a wallet of theirs (the first unless named). A merged one is read as its survivor.

    Raises NotFound, for a wallet of another customer too.
    """
    who = customer(customer_id)
    wallets = wallets_of(who.pk)
    wallet = _chosen(wallets, wallet_id)
    points = balances([w.id for w in wallets], now)
    of_theirs = TicketFilter(customer_id=who.pk)
    return CustomerPage(
        customer=who,
        people=list(people(who.pk)),
        may_change=may_change_people(by, who.pk),
        may_give=may_give_goodwill(by),
        products=owned_products(who.pk, on=day_of(now, policies().zone)),
        tabs=[WalletTab(w.id, w.line, points[w.id], wallet is not None and w.id == wallet.id) for w in wallets],
        wallet=wallet,
        report=wallet_report(wallet.id, by, now, before_seq=before_seq) if wallet else None,
        tickets=[queue_row(row) for row in ticket_list(by, now=now, only=of_theirs, limit=LATEST)],
        orders=[Ordered(order, *_said(order)) for order in orders_of(who.pk, most=LATEST)],
        calls=call_log(customer_id=who.pk, limit=LATEST),
    )


def _said(order: OrderRow) -> tuple[str, str]:
    tone, word = ORDER_WORDS[order.status]
    return tone, str(word)


def _chosen(wallets: list[WalletView], wallet_id: int | None) -> WalletView | None:
    if wallet_id is None:
        return wallets[0] if wallets else None
    found = next((wallet for wallet in wallets if wallet.id == wallet_id), None)
    if found is None:
        raise NotFound(kind="wallet", ref=str(wallet_id))
    return found


@dataclass(frozen=True)
class NewPersonPage:
    """A person to add, of which customer."""

    customer_id: int
    customer: str


def build_new_person(customer_id: int) -> NewPersonPage:
    """The customer whose person it will be. Raises NotFound."""
    who = customer(customer_id)
    return NewPersonPage(who.pk, who.name)
