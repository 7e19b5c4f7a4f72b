"""What customers are told about prices (P5, P9, P11, P18, P20)."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from pointdesk.charges.events import ChargeServed, ChargeWaiting, PointsReturned, PriceChanged, ReviewDecided
from pointdesk.charges.rules import ReviewState
from pointdesk.notifications.actions import write_notices
from pointdesk.notifications.queries import (
    ChargeFacts,
    Recipient,
    charge_facts,
    ticket_facts,
    ticket_recipients,
    wallet_recipients,
)
from pointdesk.notifications.rules import Language, Letter, Reader, TicketFacts, letters
from pointdesk.tickets.models import Ticket
from pointdesk.vendor.queries import policies


class ChargeEvent(Protocol):
    """What every event about a charge says."""

    @property
    def charge_id(self) -> int: ...
    @property
    def reference(self) -> str: ...
    @property
    def step(self) -> int: ...


def tell_price_changed(event: PriceChanged, *, now: datetime) -> None:
    """P18: old price, new price, reason, and who decided."""
    _tell(
        "price_changed", event, now,
        lambda say, reader, ticket, facts: letters.price_changed(
            say, reader, ticket, facts.wallet, facts.step(say.code), old=event.old, new=event.new,
            charged_before=facts.line.charged_before, charged_after=facts.line.charged_after,
        ),
    )  # fmt: skip


def tell_waiting(event: ChargeWaiting, *, now: datetime) -> None:
    """P5: how many points are missing. The owners are told too: they buy points."""
    _tell(
        "charge_waiting", event, now,
        lambda say, reader, ticket, facts: letters.charge_waiting(
            say, reader, ticket, facts.wallet, facts.step(say.code), old=event.old, new=event.new,
            charged=event.charged, waiting_for=event.waiting_for,
        ),
        to=wallet_recipients,
    )  # fmt: skip


def tell_served(event: ChargeServed, *, now: datetime) -> None:
    """P5: the ticket waits no longer."""
    _tell(
        "charge_served", event, now,
        lambda say, reader, ticket, facts: letters.charge_served(
            say, reader, ticket, facts.wallet, price=event.price, points=event.points
        ),
        to=wallet_recipients,
    )  # fmt: skip


def tell_returned(event: PointsReturned, *, now: datetime) -> None:
    """P9, P20: everything came back, and why."""
    days = policies().return_life_days
    _tell(
        "points_returned", event, now,
        lambda say, reader, ticket, facts: letters.points_returned(
            say, reader, ticket, facts.wallet, facts.step(say.code), points=event.points, return_life_days=days
        ),
    )  # fmt: skip


def tell_review_decided(event: ReviewDecided, *, now: datetime) -> None:
    """P11: kept, lowered or returned, with the reason."""
    _tell(
        "review_decided", event, now,
        lambda say, reader, ticket, facts: letters.review_decided(
            say, reader, ticket, facts.wallet, facts.step(say.code), result=ReviewState(event.result), old=event.old,
            new=event.new, charged_before=facts.line.charged_before, charged_after=facts.line.charged_after,
        ),
    )  # fmt: skip


def _tell(
    kind: str, event: ChargeEvent, now: datetime,
    compose: Callable[[Language, Reader, TicketFacts, ChargeFacts], Letter],
    to: Callable[[Ticket], list[Recipient]] = ticket_recipients,
) -> None:  # fmt: skip
    """Write the letter of an event about a charge; a charge without a ticket has nobody to be told."""
    facts = charge_facts(event.reference, event.charge_id, event.step, now=now)
    if facts is None:
        return
    ticket = ticket_facts(facts.ticket)
    write_notices(
        kind, f"{event.charge_id}.{event.step}", to=to(facts.ticket), now=now, ticket=ticket.number,
        write=lambda say, reader, _: compose(say, reader, ticket, facts),
    )  # fmt: skip
