from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from pointdesk.accounts.queries import StaffMember, staff
from pointdesk.charges.queries import ChargeView, open_charged
from pointdesk.desk.pages.pricing import PricePanel, build_price_panel
from pointdesk.desk.pages.tickets import STATE_WORDS
from pointdesk.kit.actors import Actor, ActorKind, Role
from pointdesk.ledger.queries import lots
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.permissions import may_work
from pointdesk.tickets.queries import (
    AttachedFile,
    ConversationLine,
    Relations,
    conversation_for_staff,
    readers_of,
    relations_of,
    reopen_until,
    shown,
)
from pointdesk.tickets.rules import MessageKind, WorkState

VIA_WORDS: dict[str, Any] = {
    "web": _("in the portal"),
    "email": _("by mail"),
    "phone": _("by phone"),
    "api": _("through the API"),
}
_AGENTS = {Role.AGENT, Role.MANAGER}


@dataclass(frozen=True)
class Said:
    """A line of the conversation. `kind` is message, note, fact or answer, which `body` says: a customer's to a price,
    with the `id` 0, as it is no line to have read; `label` says for whom the author speaks and how;
    `elsewhere` is the number of the merged ticket it was written to; `unread` came while the reader was writing."""

    id: int
    kind: str
    author: str
    side: str
    label: str
    at: datetime
    body: str
    fact: str
    data: dict[str, Any]
    files: tuple[AttachedFile, ...]
    elsewhere: int | None
    unread: bool


@dataclass(frozen=True)
class CustomerBox:
    """The customer at the side: what the wallet of this ticket can spend, and what of it goes next and when."""

    id: int
    name: str
    available: int
    charged: int
    next_points: int
    next_day: date | None


@dataclass(frozen=True)
class Moves:
    """What the reader may do with the ticket now."""

    write: bool
    reply: bool
    take: bool
    hold: bool
    resume: bool
    solve: bool
    close: bool
    reopen: bool


@dataclass(frozen=True)
class TicketPage:
    """A ticket as staff work on it. `last` is the id of the latest line, `price` the panel at the side."""

    number: int
    subject: str
    line: str
    opened_at: datetime
    mark: str
    word: str
    urgent: bool
    price_state: str
    price_points: int | None
    price_missing: int | None
    agreed_up_to: int | None
    lines: tuple[Said, ...]
    last: int
    readers: tuple[str, ...]
    customer: CustomerBox
    assignee_id: int | None
    assignee: str
    agents: tuple[StaffMember, ...]
    moves: Moves
    reopen_until: date | None
    follows: int | None
    split_from: int | None
    relations: Relations
    price: PricePanel


def build_ticket(ticket: Ticket, by: Actor, now: datetime, *, seen: int | None = None) -> TicketPage:
    """The page of a ticket that `by` may see. `seen` is the last line that they had read, when a form comes back."""
    price = build_price_panel(ticket, by, now)
    charge = price.charge
    mark, word = STATE_WORDS[shown(ticket, charge)]
    lines = conversation_for_staff(ticket.pk)
    price_state, points, missing = price_of(charge)
    return TicketPage(
        number=ticket.number,
        subject=ticket.subject,
        line=ticket.line.name,
        opened_at=ticket.opened_at,
        mark=mark,
        word=str(word),
        urgent=charge.urgent,
        price_state=price_state,
        price_points=points,
        price_missing=missing,
        agreed_up_to=charge.agreed_up_to,
        lines=tuple(sorted([*(_said(line, ticket, by, seen) for line in lines), *_answers(price)], key=lambda x: x.at)),
        last=max((line.id for line in lines), default=0),
        readers=tuple(readers_of(ticket)),
        customer=_customer(ticket, charge.wallet_id, now),
        assignee_id=ticket.assignee_id,
        assignee=str(ticket.assignee) if ticket.assignee else "",
        agents=tuple(member for member in staff() if member.is_active and member.roles & _AGENTS),
        moves=_moves(ticket, by),
        reopen_until=reopen_until(ticket) if ticket.work is WorkState.CLOSED else None,
        follows=ticket.follows.number if ticket.follows else None,
        split_from=ticket.split_from.number if ticket.split_from else None,
        relations=relations_of(ticket.pk),
        price=price,
    )


def price_of(charge: ChargeView) -> tuple[str, int | None, int | None]:
    """The state of the price mark, with its points and what is missing."""
    if charge.open_offer is not None and not charge.open_offer.lapsed:
        return "asked", charge.open_offer.points, None
    if charge.price is None:
        return "none", None, None
    if charge.waiting_since is not None:
        return "waiting", charge.price, charge.waiting_for
    return "charged", charge.price, None


def _said(line: ConversationLine, ticket: Ticket, by: Actor, seen: int | None) -> Said:
    ours = line.author_kind is not ActorKind.PERSON
    via = str(VIA_WORDS.get(line.via, "")) if line.via != "web" or not ours else ""
    words = [ticket.customer.name if not ours else "", via]
    return Said(
        id=line.id,
        kind=line.kind.value,
        author=line.author,
        side="us" if ours else "them",
        label=", ".join(word for word in words if word) if line.kind is MessageKind.MESSAGE else "",
        at=line.at,
        body=line.body,
        fact=line.fact.value if line.fact else "",
        data=line.data,
        files=line.files,
        elsewhere=line.ticket if line.ticket != ticket.number else None,
        unread=seen is not None and line.id > seen and line.author_id != by.id,
    )


def _answers(price: PricePanel) -> list[Said]:
    """What the customer answered to prices, to stand between the lines."""
    return [
        Said(
            id=0, kind="answer", author="", side="them", label="", at=step.at, body=step.answer, fact="", data={},
            files=(), elsewhere=None, unread=False,
        )
        for step in price.steps
        if step.answer
    ]  # fmt: skip


def _customer(ticket: Ticket, wallet_id: int, now: datetime) -> CustomerBox:
    living = lots(wallet_id, now)
    next_day = living[0].last_valid_day if living else None
    return CustomerBox(
        id=ticket.customer_id,
        name=ticket.customer.name,
        available=sum(lot.points for lot in living),
        charged=open_charged(wallet_id),
        next_points=sum(lot.points for lot in living if lot.last_valid_day == next_day),
        next_day=next_day,
    )


def _moves(ticket: Ticket, by: Actor) -> Moves:
    works, state = may_work(by), ticket.work
    is_open = works and state is not WorkState.CLOSED
    return Moves(
        write=works,
        reply=is_open,
        take=is_open and ticket.assignee_id is None,
        hold=is_open and state not in (WorkState.ON_HOLD, WorkState.SOLVED),
        resume=is_open and state is WorkState.ON_HOLD,
        solve=is_open and state is not WorkState.SOLVED,
        close=is_open,
        reopen=works and state in (WorkState.SOLVED, WorkState.CLOSED),
    )
