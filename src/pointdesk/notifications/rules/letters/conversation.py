"""Letters of the conversation: a reply, and a solution with its cost (P16)."""

from datetime import date

from pointdesk.notifications.rules.facts import Reader, TicketFacts
from pointdesk.notifications.rules.languages import Language
from pointdesk.notifications.rules.letter import Button, Figure, Letter
from pointdesk.notifications.rules.letters._parts import of_ticket


def replied(say: Language, reader: Reader, ticket: TicketFacts, *, who: str, body: str) -> Letter:
    """A member of staff wrote to the customer."""
    return of_ticket(
        say, reader, ticket,
        heading=say.wrote(who, ticket.number),
        paragraphs=(say.wrote_about(who, ticket.title),),
        words=body,
        button=Button(say.answer_ticket, ticket.url),
    )  # fmt: skip


def solved(
    say: Language, reader: Reader, ticket: TicketFacts,
    *, price: int, charged: int, body: str, closes_after: date, close_days: int, reopen_days: int,
) -> Letter:  # fmt: skip
    """P16: solved, what it cost, and the days until it closes. `body` is the last word of staff, if there was one."""
    if charged == price:
        cost = say.it_cost(charged)
        note = say.charged(charged) if charged else say.nothing_charged()
    else:
        cost, note = say.waits_still(price), say.missing_note(price - charged)
    return of_ticket(
        say, reader, ticket,
        heading=say.is_solved(ticket.number),
        paragraphs=(f"{say.we_call_it_solved(ticket.title)} {cost}",),
        words=body,
        figure=Figure(value=say.figure(price), unit=say.unit(price), note=note),
        button=Button(say.answer_ticket, ticket.url),
        closing=(
            f"{say.if_it_works(closes_after, close_days)} {say.may_be_reopened(reopen_days)}",
            *((say.may_be_contested(),) if price else ()),
        ),
    )  # fmt: skip
