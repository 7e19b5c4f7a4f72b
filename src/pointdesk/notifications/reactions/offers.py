"""What customers are asked (P15, P17): each with a personal link of their own."""

from datetime import datetime, timedelta

from pointdesk.charges.events import PriceAsked, QuoteOffered
from pointdesk.kit.days import end_of
from pointdesk.notifications.actions import write_notices
from pointdesk.notifications.queries import (
    ChargeFacts,
    LinkClaim,
    Recipient,
    charge_facts,
    offer_url,
    ticket_facts,
    ticket_recipients,
)
from pointdesk.notifications.rules import Language, Letter, Reader, letters
from pointdesk.vendor.queries import policies

QUESTION_DAYS = 30
"""How long the link to a price question is good; a quote's is good through the quote's last day."""


def tell_price_asked(event: PriceAsked, *, now: datetime) -> None:
    """P17: a price above what the customer agreed to. One that was answered or replaced meanwhile is not asked."""
    facts = _still_open(event, now)
    if facts is None:
        return
    until, ticket = now + timedelta(days=QUESTION_DAYS), ticket_facts(facts.ticket)

    def write(say: Language, reader: Reader, to: Recipient) -> Letter:
        return letters.price_asked(
            say, reader, ticket, facts.wallet, facts.step(say.code), old=event.old, asked=event.asked,
            agreed_up_to=facts.line.agreed_up_to or 0, answer_url=_link(event.offer_id, to, until),
        )  # fmt: skip

    write_notices("price_asked", f"{event.charge_id}.{event.step}", to=ticket_recipients(facts.ticket), write=write,
                  now=now, ticket=ticket.number)  # fmt: skip


def tell_quote_offered(event: QuoteOffered, *, now: datetime) -> None:
    """P15: work upon request, for so many points, through a last day."""
    facts = _still_open(event, now)
    if facts is None:
        return
    until, ticket = end_of(event.valid_until, policies().zone), ticket_facts(facts.ticket)

    def write(say: Language, reader: Reader, to: Recipient) -> Letter:
        return letters.quote_offered(
            say, reader, ticket, facts.wallet, facts.step(say.code), old=event.old, asked=event.asked,
            text=facts.line.offer_text, valid_until=event.valid_until, answer_url=_link(event.offer_id, to, until),
        )  # fmt: skip

    write_notices("quote_offered", f"{event.charge_id}.{event.step}", to=ticket_recipients(facts.ticket), write=write,
                  now=now, ticket=ticket.number)  # fmt: skip


def _still_open(event: PriceAsked | QuoteOffered, now: datetime) -> ChargeFacts | None:
    facts = charge_facts(event.reference, event.charge_id, event.step, now=now)
    offer = facts and facts.charge.open_offer
    return facts if offer and offer.id == event.offer_id and not offer.lapsed else None


def _link(offer_id: int, to: Recipient, until: datetime) -> str:
    """The personal link of the one who is told; only people of the customer are."""
    if to.person_id is None:
        raise ValueError("an offer is answered by a customer's person")
    return offer_url(LinkClaim(person_id=to.person_id, offer_id=offer_id), until=until)
