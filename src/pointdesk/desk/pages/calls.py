from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.utils.translation import gettext as _

from pointdesk.calls.permissions import may_answer
from pointdesk.calls.queries import CallRow, CallView, call_log, call_view
from pointdesk.customers.queries import Caller, callers, people_of, search_customers
from pointdesk.desk.pages.places import place_of, place_text
from pointdesk.kit.actors import Actor
from pointdesk.ledger.queries import balances, wallets_of
from pointdesk.tickets.queries import TicketFilter, TicketRow, ticket_for, ticket_list

PAGE = 25
MOST_FOUND = 8
"""So many customers are offered for a caller who says a name."""


@dataclass(frozen=True)
class CallLogPage:
    """The calls, latest first; `older` is the `after` of the next page, "" at the end."""

    rows: list[CallRow]
    older: str
    may_answer: bool


@dataclass(frozen=True)
class Candidate:
    """Who may be calling: `value` is what the form sends, ``person:12`` or ``customer:3``."""

    value: str
    name: str
    customer: str


@dataclass(frozen=True)
class NewCallPage:
    """A call to log: the number, what was looked for, whom that finds, and the ticket it is about, if one is named."""

    number: str
    find: str
    candidates: tuple[Candidate, ...]
    ticket: int | None
    key: str


@dataclass(frozen=True)
class Purse:
    """What a verified caller may be told: the points available, by product line ("" where one wallet serves all)."""

    line: str
    points: int


@dataclass(frozen=True)
class CallPage:
    """A call while it goes on, and afterwards. `candidates` may be verified by a PIN; `purses` are empty until one was.
    `said` is whom of them the caller says to be, by its `value`. `tickets` are the latest of a verified
    caller's customer that the call is not linked to yet."""

    call: CallView
    candidates: tuple[Candidate, ...]
    said: str
    find: str
    purses: tuple[Purse, ...]
    tickets: tuple[TicketRow, ...]
    may_answer: bool


def build_call_log(by: Actor, *, after: str) -> CallLogPage:
    """The call log from the row `after` (as `older` gives it)."""
    found = call_log(after=place_of(after), limit=PAGE + 1)
    rows = found[:PAGE]
    older = place_text(rows[-1].started_at, rows[-1].id) if len(found) > PAGE else ""
    return CallLogPage(rows, older, may_answer(by))


def build_new_call(by: Actor, now: datetime, *, number: str, find: str, ticket: str) -> NewCallPage:
    """Whom the number, the words or the ticket may be about. Raises NotFound (ticket)."""
    about = ticket_for(by, number=int(ticket)) if ticket.isdecimal() and len(ticket) < 10 else None
    found = [*callers(number), *people_of([about.customer_id] if about else []), *_found(find)]
    return NewCallPage(
        number=number,
        find=find,
        candidates=_each_once(found),
        ticket=about.number if about else None,
        key=uuid4().hex,
    )


def build_call(call_id: int, by: Actor, now: datetime, *, find: str = "", person: str = "") -> CallPage:
    """One call; `person` is the id of whom somebody says to be, as it was sent. Raises NotFound."""
    call = call_view(call_id)
    linked = {ticket.number for ticket in call.tickets}
    tickets: list[TicketRow] = []
    if call.verified and call.customer_id is not None:
        tickets = ticket_list(by, now=now, only=TicketFilter(customer_id=call.customer_id), limit=MOST_FOUND)
    candidates = () if call.verified else _candidates_of(call, find)
    return CallPage(
        call=call,
        candidates=candidates,
        said=_said(call, candidates, person),
        find=find,
        purses=tuple(_purses(call.customer_id, now)) if call.verified and call.customer_id else (),
        tickets=tuple(row for row in tickets if row.number not in linked),
        may_answer=may_answer(by),
    )


def _purses(customer_id: int, now: datetime) -> list[Purse]:
    wallets = wallets_of(customer_id)
    points = balances([wallet.id for wallet in wallets], now)
    return [Purse(wallet.line, points[wallet.id]) for wallet in wallets]


def _candidates_of(call: CallView, find: str) -> tuple[Candidate, ...]:
    """Who may say their PIN: the people of the customer, or whom the words find while nobody knows whose call it is."""
    found = people_of([call.customer_id]) if call.customer_id is not None else _found(find)
    return _each_once([caller for caller in found if caller.person_id is not None])


def _said(call: CallView, candidates: tuple[Candidate, ...], person: str) -> str:
    if len(candidates) == 1:
        return candidates[0].value
    return f"person:{person or call.person_id or ''}"


def _found(words: str) -> list[Caller]:
    """The people of the customers that have the words, then the customers themselves."""
    customers = search_customers(words, most=MOST_FOUND) if words.strip() else []
    return [*people_of([row.id for row in customers]), *(Caller(row.id, row.name) for row in customers)]


def _candidate(caller: Caller) -> Candidate:
    if caller.person_id is None:
        return Candidate(f"customer:{caller.customer_id}", _("Somebody else"), caller.customer)
    return Candidate(f"person:{caller.person_id}", caller.person, caller.customer)


def _each_once(found: list[Caller]) -> tuple[Candidate, ...]:
    candidates = [_candidate(caller) for caller in found]
    return tuple({candidate.value: candidate for candidate in candidates}.values())
